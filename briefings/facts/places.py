"""Names of countries, capitals and other much-named places: common knowledge, kept small."""

from __future__ import annotations

from briefings.regex import regex
from briefings.words import listed


def _named(table: str) -> frozenset[str]:
    """Give the names between the commas."""
    return frozenset(" ".join(name.split()) for name in table.split(","))


COUNTRIES = _named(
    """
    Afghanistan, Alabama, Albania, Algeria, Andorra, Angola, Antarctica, Argentina, Armenia, Australia,
    Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin,
    Bhutan, Bolivia, Bosnia, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burundi,
    Cambodia, Cameroon, Canada, Cape Verde, Catalonia, Central African Republic, Chad, Chile, China,
    Colombia, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti,
    Dominica, Dominican Republic, East Timor, Ecuador, Egypt, El Salvador, England, Eritrea,
    Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Gaza, Georgia, Germany,
    Ghana, Greece, Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti, Honduras, Hong Kong,
    Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica,
    Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon,
    Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia,
    Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro,
    Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger,
    Nigeria, North Korea, North Macedonia, Northern Ireland, Norway, Oman, Pakistan, Palestine,
    Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar,
    Romania, Russia, Rwanda, Samoa, Saudi Arabia, Scotland, Senegal, Serbia, Seychelles, Sierra
    Leone, Singapore, Slovakia, Slovenia, Somalia, South Africa, South Korea, South Sudan, Spain,
    Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand,
    Togo, Tonga, Trinidad, Tunisia, Turkey, Turkmenistan, Tuvalu, Uganda, Ukraine, United Arab
    Emirates, United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu, Vatican City, Venezuela,
    Vietnam, Wales, Yemen, Zambia, Zimbabwe, West Bank, Crimea, Kashmir, Tibet, Hawaii, Alaska,
    Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Idaho, Illinois,
    Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota,
    Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North
    Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina,
    South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Wisconsin, Wyoming, Queensland,
    Victoria, Ontario, Quebec, British Columbia, Alberta, Africa, Asia, Europe, U.S., US, UK, U.K.
    """
)

CITIES = _named(
    """
    Abu Dhabi, Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Antananarivo, Ashgabat,
    Asmara, Astana, Asunción, Athens, Baghdad, Baku, Bamako, Bangkok, Beijing, Beirut, Belgrade,
    Berlin, Bern, Bogota, Bogotá, Brasilia, Brasília, Bratislava, Brussels, Bucharest, Budapest,
    Buenos Aires, Cairo, Canberra, Caracas, Chisinau, Colombo, Conakry, Copenhagen, Dakar, Damascus,
    Dhaka, Doha, Dublin, Dushanbe, Freetown, Guatemala City, Hanoi, Harare, Havana, Helsinki,
    Islamabad, Jakarta, Jerusalem, Juba, Kabul, Kampala, Kathmandu, Khartoum, Kigali, Kingston,
    Kinshasa, Kuala Lumpur, Kuwait City, Kyiv, Kiev, La Paz, Lima, Lisbon, Ljubljana, London,
    Luanda, Lusaka, Luxembourg City, Madrid, Managua, Manama, Manila, Maputo, Mexico City, Minsk,
    Mogadishu, Monrovia, Montevideo, Moscow, Muscat, Nairobi, New Delhi, Nicosia, Oslo, Ottawa,
    Panama City, Paris, Phnom Penh, Podgorica, Port-au-Prince, Prague, Pretoria, Pyongyang, Quito,
    Rabat, Reykjavik, Riga, Riyadh, Rome, San José, San Salvador, Sanaa, Santiago, Santo Domingo,
    Sarajevo, Seoul, Skopje, Sofia, Stockholm, Tallinn, Tashkent, Tbilisi, Tehran, Thimphu, Tirana,
    Tokyo, Tripoli, Tunis, Ulaanbaatar, Vienna, Vientiane, Vilnius, Warsaw, Washington, Wellington,
    Windhoek, Yaounde, Yerevan, Zagreb, New York, New York City, Los Angeles, Chicago, Houston,
    Boston, San Francisco, Seattle, Miami, Dallas, Denver, Atlanta, Philadelphia, Detroit, Las
    Vegas, Toronto, Montreal, Vancouver, Sydney, Melbourne, Mumbai, Delhi, Kolkata, Chennai,
    Bangalore, Karachi, Lahore, Istanbul, Dubai, Jeddah, Aleppo, Mosul, Basra, Tel Aviv, Gaza City,
    Shanghai, Shenzhen, Guangzhou, Wuhan, Osaka, Kyoto, Hiroshima, Nagasaki, Barcelona, Seville,
    Valencia, Milan, Naples, Turin, Venice, Florence, Munich, Hamburg, Frankfurt, Cologne, Dresden,
    Zurich, Geneva, Basel, Lyon, Marseille, Nice, Strasbourg, Toulouse, Manchester, Liverpool,
    Birmingham, Leeds, Glasgow, Edinburgh, Cardiff, Belfast, Bristol, Sheffield, Oxford, Cambridge,
    St. Petersburg, Kharkiv, Odesa, Lviv, Mariupol, Donetsk, Rio de Janeiro, Sao Paulo, São Paulo,
    Cape Town, Johannesburg, Durban, Lagos, Mombasa, Casablanca, Alexandria, Davos, Chernobyl,
    Fukushima,
    Albuquerque, Anaheim, Anchorage, Annapolis, Ann Arbor, Atlantic City, Bakersfield, Baltimore,
    Baton Rouge, Boise, Boulder, Buffalo, Charleston, Chattanooga, Cincinnati, Cleveland, Colorado
    Springs, Columbus, Corpus Christi, Dayton, Daytona Beach, Des Moines, Durham, El Paso, Fort
    Lauderdale, Fort Worth, Fresno, Grand Rapids, Greensboro, Hartford, Honolulu, Indianapolis,
    Jersey City, Kansas City, Knoxville, Lexington, Little Rock, Long Beach, Long Island,
    Louisville, Manhattan, Brooklyn, Memphis, Miami Beach, Milwaukee, Minneapolis, Montgomery,
    Myrtle Beach, Nashville, New Haven, New Orleans, Newark, Norfolk, Oakland, Oklahoma City, Omaha,
    Palo Alto, Palm Springs, Pasadena, Phoenix, Pittsburgh, Portland, Providence, Queens, Raleigh,
    Reno, Richmond, Rochester, Sacramento, Salt Lake City, San Antonio, San Bernardino, San Diego,
    San Jose, San Juan, Santa Ana, Santa Barbara, Santa Fe, Santa Monica, Savannah, Scottsdale,
    Silicon Valley, Spokane, St. Louis, St. Paul, Staten Island, Stockton, Syracuse, Tacoma,
    Tallahassee, Tampa, Toledo, Topeka, Tucson, Tulsa, Virginia Beach, West Palm Beach, Wichita,
    Wilmington, Aarhus, Abidjan, Acapulco, Adelaide, Aden, Agra, Ahmedabad, Almaty, Amritsar,
    Antalya, Antwerp, Auckland, Bangui, Benghazi, Bergen, Bilbao, Bordeaux, Brasov, Bremen, Brest,
    Brisbane, Bruges, Bujumbura, Bursa, Busan, Calais, Calgary, Cancun, Canton, Cartagena, Cebu,
    Chengdu, Chiang Mai, Chittagong, Chongqing, Christchurch, Ciudad Juarez, Constanta, Cordoba,
    Culiacan, Da Nang, Daegu, Dalian, Daraa, Darwin, Debrecen, Delft, Djibouti City, Dnipro,
    Dortmund, Douala, Dundee, Düsseldorf, Dusseldorf, Edmonton, Eindhoven, Erbil, Falluja, Fallujah,
    Faisalabad, Fez, Fortaleza, Galway, Gaziantep, Gdansk, Genoa, Ghent, Gothenburg, Granada, Graz,
    Grenoble, Grozny, Guadalajara, Guayaquil, Gwangju, Haifa, Halifax, Hama, Hangzhou, Harbin,
    Helmand, Herat, Ho Chi Minh City, Homs, Hyderabad, Idlib, Incheon, Innsbruck, Irbil, Isfahan,
    Izmir, Jaffna, Jaipur, Jalalabad, Jenin, Kaduna, Kandahar, Kano, Karbala, Kazan, Kherson,
    Kirkuk, Kobani, Kobane, Kobe, Krakow, Kraków, Kunduz, Kunming, Las Palmas, Latakia, Lausanne,
    Leicester, Leipzig, Lille, Linz, Lodz, Luhansk, Luxor, Macau, Maiduguri, Malaga, Málaga, Malmö,
    Mandalay, Mannheim, Marrakech, Marrakesh, Mashhad, Medellin, Medellín, Mecca, Medina, Misrata,
    Monterrey, Montpellier, Murmansk, Nablus, Nagoya, Najaf, Nanjing, Nantes, Nasiriya, Newcastle,
    Nottingham, Novosibirsk, Nuremberg, Odessa, Omdurman, Oporto, Oran, Palermo, Palmyra, Peshawar,
    Perth, Phuket, Plymouth, Port Harcourt, Port Moresby, Port of Spain, Porto, Porto Alegre,
    Portsmouth, Poznan, Pune, Qom, Quebec City, Quetta, Ramadi, Ramallah, Raqqa, Ravenna,
    Rawalpindi, Recife, Reims, Rio, Rostock, Rostov-on-Don, Rotterdam, Rouen, Salzburg, Samarkand,
    Samarra, San Pedro Sula, Sapporo, Sevastopol, Sendai, Sharm el-Sheikh, Simferopol, Sinai, Sirte,
    Slovyansk, Sochi, Southampton, Srinagar, Stavanger, Stuttgart, Sucre, Suez, Surabaya, Swansea,
    Taipei, Tampere, Tangier, Tanta, Tarragona, Thessaloniki, The Hague, Tianjin, Tijuana, Tikrit,
    Timbuktu, Tobruk, Trieste, Tromsø, Trondheim, Turku, Tyre, Ufa, Uppsala, Urumqi, Utrecht,
    Valletta, Valparaiso, Varanasi, Varna, Veracruz, Verona, Vladivostok, Volgograd, Winnipeg,
    Wroclaw, Wolverhampton, Xi'an, Xinjiang, Yangon, Yekaterinburg, York, Zamboanga, Zanzibar,
    Zaporizhzhia, Tacloban, Bishkek, Lomé, Libreville, Brazzaville, Bissau, Nouakchott, N'Djamena,
    Niamey, Ouagadougou, Porto-Novo, Cotonou, Malabo, Moroni, Maseru, Mbabane, Gaborone, Lilongwe,
    Dodoma, Dar es Salaam, Port Louis, Port Vila, Suva, Apia, Honiara, Tegucigalpa, Belmopan,
    Bridgetown, Castries, Georgetown, Paramaribo, Nassau, Aqaba, Bamiyan, Darfur, Anbar, Kashgar,
    Lhasa, Siem Reap, Bali, Batumi
    """
)

NAMESAKES = _named(
    """
    Arlington, Augusta, Aurora, Austin, Bath, Beverly, Burlington, Camden, Carson City, Charlotte,
    Chelsea, Chester, Clinton, Columbia, Concord, Davenport, Derby, Dover, Duncan, Franklin, Gary,
    Glendale, Hamilton, Hull, Irving, Jackson, Jacksonville, Jefferson City, Lancaster, Laurel,
    Lincoln, Lourdes, Madison, Marion, Mesa, Mobile, Orlando, Paterson, Peoria, Preston, Reading,
    Regina, Salem, San Luis, Split, Springfield, Stirling, Troy, Vernon, Victoria, Wells, Windsor,
    Worcester, Split, Cork, Palma, Essen, Cali
    """
)
"""Towns that are as often the name of somebody, or a word: places only behind "in", "near" or "at"."""

PLACES = COUNTRIES | CITIES
KINDS = frozenset(
    listed(
        """
        province county city state town village district island islands region airport station stadium square
        river lake bay valley peninsula sea ocean gulf desert coast strait park
        """
    )
)
VENUES = frozenset(
    listed(
        """
        House Tower Towers Square Garden Gardens Stadium Arena Airport Hospital University School Park Palace Bridge
        Centre Center Station Church Mosque Cathedral Court Castle Museum Hotel Street Avenue Road Beach Hall Island
        Theatre Theater Mall Market Prison Zoo Library Abbey Temple Harbour Harbor Canyon Falls Lake Mountain Mountains
        Valley Bay River
        """
    )
)
"""Words that end the name of a building or another place where things happen."""

NO_PLACES = frozenset(
    listed(
        """
        parliament congress senate government court office english french german spanish arabic chinese russian latin
        hebrew christmas easter ramadan lent thanksgiving january february march april may june july august september
        october november december spring summer autumn winter twitter facebook instagram youtube tiktok telegram
        whatsapp google amazon apple microsoft brexit olympics internet covid covid-19 bitcoin hollywood
        january's islam christianity god bible quran premier league cup bundesliga series game season week part phase
        exclusive breaking update live watch photo video image analysis opinion editorial
        nato unesco unicef eu un who fbi cia nasa bbc cnn islamist muslim christian jewish democrat republican
        war game games round final stage group level chapter article section
        """
    )
)
"""Words that stand large behind "in" and are no places."""

DEMONYM = regex(
    r"[A-Z]\w+(?:ian|ean|elan|can|ish|ese|ans)|French|Dutch|Greek|Thai|Swiss|Arab|Arabic|Czech|Afghan|Welsh|Iraqi|Israeli|"
    r"Pakistani|Yemeni|Saudi|Kuwaiti|Bangladeshi|Nepali|Somali|Qatari|Omani|Bahraini|Emirati|Islamic|Islamist|Muslim|"
    r"Jewish|Sunni|Shia|Shiite|Hindu|Buddhist|Catholic|Protestant|Kurd|Kurdish|German|Filipino|Turk|Dane|Swede|Finn|"
    r"Uighur|Uyghur|Rohingya|Tamil|Chechen|Tatar|Hutu|Tutsi|Pashtun|Uzbek|Tajik|Kazakh|Basque|Sikh|Yazidi|Druze|Maori"
)
"""Words of nations and faiths: they stand large, and name nobody and no place."""
