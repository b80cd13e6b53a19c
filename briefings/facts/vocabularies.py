"""The words of German, French and Spanish that tell fields: places, offices, groups, units and what stands by them.

Invariant: these are tables and pieces of patterns only; what they tell, `tongues` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefings.facts.places import PLACES

_DEMONYM_FR = (
    r"[A-ZÀ-Þ]\w+(?:aise?|oise?|ienn?e?|aine?|ande?|ène|éenn?e?|ole?|que|sse|[^n]se|te)|Belge|Serbe|Turc|Turque|"
    r"Grec|Kényane?|Argentine?|Bulgare|Arabe"
)
"""What French calls somebody from a country; in Spanish and German a small adjective says it."""


class Tongue(NamedTuple):
    """The words of one language that tell fields; its patterns are compiled when the language is first met."""

    place: str
    places: frozenset[str]
    office: str
    subject: str
    about: str
    of: str
    per: str
    units: Mapping[str, str]
    demonym: str = ""


def _named(table: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in table.split(","))


def _table(table: str) -> dict[str, str]:
    """Read ``unit: word word; unit: …``."""
    rows = (row.split(":") for row in table.split(";") if ":" in row)
    return {word: unit.strip() for unit, words in rows for word in words.split()}


_PLACES_DE = _named(
    """
    Deutschland, Österreich, Schweiz, Frankreich, Italien, Spanien, Polen, Tschechien, Ungarn, Rumänien,
    Bulgarien, Griechenland, Türkei, Russland, Belarus, Dänemark, Schweden, Norwegen, Finnland, Niederlande,
    Niederlanden, Belgien, Luxemburg, Irland, Großbritannien, England, Schottland, Kroatien, Slowenien,
    Slowakei, Serbien, Bosnien, Albanien, Nordmazedonien, Kosovo, Estland, Lettland, Litauen, Island, Zypern,
    Georgien, Armenien, Aserbaidschan, Kasachstan, Usbekistan, Afghanistan, Indien, Indonesien, Japan, Südkorea,
    Nordkorea, Philippinen, Australien, Neuseeland, Ägypten, Libyen, Tunesien, Algerien, Marokko, Sudan,
    Äthiopien, Kenia, Tansania, Südafrika, Nigeria, Kamerun, Kongo, Syrien, Libanon, Jordanien, Irak,
    Saudi-Arabien, Jemen, Katar, Israel, Gaza, Gazastreifen, Brasilien, Argentinien, Chile, Kolumbien, Kuba,
    Mexiko, Kanada, USA, Vereinigten Staaten, Ukraine, Krim, Bayern, Baden-Württemberg, Hessen, Sachsen,
    Thüringen, Brandenburg, Niedersachsen, Nordrhein-Westfalen, Schleswig-Holstein, Saarland, Rheinland-Pfalz,
    Sachsen-Anhalt, Mecklenburg-Vorpommern, Tirol, Kärnten, Steiermark, Berlin, Hamburg, München, Köln,
    Frankfurt, Frankfurt am Main, Stuttgart, Düsseldorf, Leipzig, Dresden, Dortmund, Essen, Bremen, Hannover,
    Nürnberg, Duisburg, Bochum, Bonn, Münster, Mannheim, Karlsruhe, Augsburg, Wiesbaden, Mainz, Kiel, Lübeck,
    Rostock, Erfurt, Potsdam, Magdeburg, Freiburg, Wien, Graz, Linz, Salzburg, Innsbruck, Zürich, Genf, Basel,
    Bern, Lausanne, Brüssel, Paris, London, Rom, Mailand, Warschau, Prag, Moskau, Kiew, Athen, Lissabon,
    Kopenhagen, Washington, New York, Peking, Tokio, Jerusalem, Teheran, Kairo, Straßburg
    """
)
_PLACES_FR = _named(
    """
    France, Allemagne, Autriche, Suisse, Italie, Espagne, Portugal, Pologne, République tchèque, Hongrie,
    Roumanie, Bulgarie, Grèce, Turquie, Russie, Biélorussie, Danemark, Suède, Norvège, Finlande, Pays-Bas,
    Belgique, Luxembourg, Irlande, Royaume-Uni, Grande-Bretagne, Angleterre, Écosse, Croatie, Slovénie,
    Slovaquie, Serbie, Bosnie, Albanie, Kosovo, Estonie, Lettonie, Lituanie, Islande, Chypre, Géorgie, Arménie,
    Azerbaïdjan, Kazakhstan, Afghanistan, Inde, Indonésie, Japon, Corée du Sud, Corée du Nord, Philippines,
    Australie, Nouvelle-Zélande, Égypte, Libye, Tunisie, Algérie, Maroc, Soudan, Éthiopie, Kenya, Tanzanie,
    Mali, Niger, Afrique du Sud, Nigeria, Cameroun, Congo, Sénégal, Côte d’Ivoire, Côte d'Ivoire, Syrie, Liban,
    Jordanie, Irak, Arabie saoudite, Yémen, Qatar, Israël, Gaza, Brésil, Argentine, Chili, Colombie, Cuba,
    Mexique, Canada, Québec, États-Unis, Etats-Unis, Ukraine, Crimée, Chine, Haïti, Bretagne, Normandie,
    Provence, Alsace, Corse, Guyane, Guadeloupe, Martinique, La Réunion, Mayotte, Paris, Marseille, Lyon,
    Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, Rennes, Reims, Toulon, Grenoble, Dijon,
    Angers, Le Havre, Brest, Rouen, Metz, Nancy, Tours, Limoges, Amiens, Perpignan, Besançon, Orléans, Caen,
    Bruxelles, Liège, Genève, Lausanne, Berne, Zurich, Montréal, Londres, Berlin, Rome, Madrid, Varsovie,
    Moscou, Kiev, Athènes, Lisbonne, Copenhague, Vienne, Washington, New York, Pékin, Tokyo, Jérusalem, Téhéran,
    Le Caire, Dakar, Alger, Tunis, Rabat, Beyrouth, Bamako, Abidjan, Ardèche, Ardennes, Ariège, Aveyron, Calvados,
    Cantal, Charente, Charente-Maritime, Corrèze, Corse-du-Sud, Haute-Corse, Côte-d’Or, Côtes-d’Armor, Creuse,
    Dordogne, Doubs, Drôme, Essonne, Eure, Eure-et-Loir, Finistère, Gard, Haute-Garonne, Gers, Gironde, Hérault,
    Ille-et-Vilaine, Indre, Isère, Jura, Landes, Loir-et-Cher, Loiret, Lot-et-Garonne, Lozère, Maine-et-Loire,
    Manche, Marne, Mayenne, Meurthe-et-Moselle, Meuse, Morbihan, Moselle, Nièvre, Nord, Oise, Orne, Pas-de-Calais,
    Puy-de-Dôme, Pyrénées-Atlantiques, Pyrénées-Orientales, Bas-Rhin, Haut-Rhin, Rhône, Saône-et-Loire, Sarthe,
    Savoie, Haute-Savoie, Seine-Maritime, Seine-et-Marne, Seine-Saint-Denis, Somme, Tarn, Vaucluse, Vendée,
    Vosges, Yonne, Yvelines, Val-de-Marne, Val-d’Oise, Occitanie, Nouvelle-Aquitaine, Île-de-France, Grand Est,
    Saint-Étienne, Clermont-Ferrand, Saint-Malo, Annecy, Avignon, Pau, Kourou, Cayenne
    """
)
_PLACES_ES = _named(
    """
    España, Alemania, Austria, Suiza, Italia, Francia, Portugal, Polonia, Hungría, Rumania, Rumanía, Bulgaria,
    Grecia, Turquía, Rusia, Bielorrusia, Dinamarca, Suecia, Noruega, Finlandia, Países Bajos, Bélgica,
    Luxemburgo, Irlanda, Reino Unido, Inglaterra, Escocia, Croacia, Serbia, Albania, Estonia, Letonia, Lituania,
    Islandia, Chipre, Georgia, Armenia, Azerbaiyán, Afganistán, India, Indonesia, Japón, Corea del Sur, Corea
    del Norte, Filipinas, Australia, Nueva Zelanda, Egipto, Libia, Túnez, Argelia, Marruecos, Sudán, Etiopía,
    Kenia, Sudáfrica, Nigeria, Camerún, Congo, Siria, Líbano, Jordania, Irak, Arabia Saudí, Arabia Saudita,
    Yemen, Catar, Israel, Gaza, Brasil, Argentina, Chile, Colombia, Cuba, México, Canadá, Estados Unidos,
    Ucrania, Crimea, China, Perú, Ecuador, Bolivia, Paraguay, Uruguay, Venezuela, Panamá, Costa Rica, Nicaragua,
    Honduras, El Salvador, Guatemala, Haití, República Dominicana, Puerto Rico, Cataluña, Andalucía, Galicia,
    Asturias, Cantabria, País Vasco, Navarra, Aragón, Castilla y León, Extremadura, Murcia, Canarias, Baleares,
    Madrid, Barcelona, Valencia, Sevilla, Zaragoza, Málaga, Palma, Bilbao, Alicante, Córdoba, Valladolid, Vigo,
    Gijón, Granada, Oviedo, Pamplona, San Sebastián, Santander, Toledo, Cádiz, Salamanca, Buenos Aires, Rosario,
    Bogotá, Medellín, Cali, Lima, Cusco, Quito, Guayaquil, La Paz, Santiago, Valparaíso, Montevideo, Asunción,
    Caracas, Maracaibo, La Habana, Ciudad de México, Guadalajara, Monterrey, Puebla, Tijuana, San José, Managua,
    Tegucigalpa, San Salvador, Londres, Berlín, Roma, París, Bruselas, Varsovia, Moscú, Kiev, Atenas, Lisboa,
    Copenhague, Viena, Ginebra, Washington, Nueva York, Miami, Sídney, Pekín, Tokio, Jerusalén, Teherán, El Cairo, Rabat
    """
)

_GROUPS_DE = (
    "Polizei|Regierung|Bundesregierung|Feuerwehr|Staatsanwaltschaft|Opposition|Gewerkschaft|Armee|"
    "Parlament|Bundestag|Bundesrat|Gericht|Forscher|Forscherinnen|Wissenschaftler|Menschen|Personen|"
    "Einsatzkräfte|Rettungskräfte|Demonstranten|Schüler|Arbeiter|Soldaten|Retter|Abgeordneten|Archäologen|Ärzte|"
    "Bauern|Landwirte|Stadt|Kinder|Passagiere|Studenten|Frau|Mann|Junge|Mädchen|Fahrer|Fahrerin|Team|Behörden|"
    "Behörde|Stadtrat|Gemeinderat|Kommission|Europäische Kommission|Europäische Parlament|Europäische Zentralbank|"
    "Zentralbank|Notenbank|Bundesbank|Bundesgerichtshof|Bundesverfassungsgericht|Landtag|Senat|Nationalrat|"
    "Staatsanwälte|Kabinett|Ministerium|Statistische Bundesamt|Landesregierung|Universität|Konzern|Unternehmen|"
    "Verein|Bahn|Deutsche Bahn|Partei|Koalition"
)  # fmt: skip
_GROUPS_FR = (
    "police|gouvernement|gendarmerie|armée|parlement|Sénat|Assemblée nationale|tribunal|chercheurs|"
    "scientifiques|personnes|pompiers|manifestants|élèves|étudiants|ouvriers|soldats|sauveteurs|députés|"
    "archéologues|médecins|agriculteurs|enfants|passagers|femme|homme|garçon|fille|conducteur|conductrice|équipe|"
    "autorités|mairie|maire|syndicats|enseignants|habitants|parquet|conseil municipal|Conseil constitutionnel|"
    "Conseil d['’]État|Cour de cassation|Cour des comptes|Commission européenne|Parlement européen|"
    "Banque centrale européenne|Haute Autorité de santé|préfecture|ministère|entreprise|groupe|université|opposition|"
    "majorité|parti|association"
)  # fmt: skip
_GROUPS_ES = (
    "policía|Policía|gobierno|Gobierno|ejército|Ejército|parlamento|Parlamento|Senado|Congreso|tribunal|"
    "investigadores|científicos|personas|bomberos|manifestantes|alumnos|estudiantes|trabajadores|soldados|"
    "rescatistas|diputados|arqueólogos|médicos|agricultores|niños|pasajeros|mujer|hombre|niño|niña|conductor|"
    "conductora|equipo|autoridades|ayuntamiento|Ayuntamiento|alcalde|alcaldesa|sindicatos|vecinos|Fiscalía|fiscalía|"
    "Tribunal Supremo|Tribunal Constitucional|Comisión Europea|Parlamento Europeo|Banco Central Europeo|"
    "Banco de España|Guardia Civil|Generalitat|Junta|ministerio|Ministerio|empresa|universidad|oposición|partido|"
    "Consejo de Ministros|Audiencia Nacional"
)  # fmt: skip

_COMMON_UNITS = (
    "euro: euro euros; dollar: dollar dollars; kilometre: km; metre: m; kilogram: kg; gram: g; centimetre: cm; "
    "kilometre per hour: km/h; hectare: ha; degree Celsius: °C; litre: l; megawatt: MW; gigawatt: GW; tonne: t; "
)
TONGUES: Mapping[str, Tongue] = {
    "de": Tongue(
        (r"\b(?:in|im|bei|nahe|vor|aus|nach|auf|(?:in|aus|nahe) (?:der|dem|den)(?: (?:Stadt|Gemeinde|"
            r"Hauptstadt))?) $"),
        PLACES | _PLACES_DE,
        (r"(?:[A-Z]\w*(?:minister|präsident|kanzler|sprecher|chef|meister|leiter|direktor|trainer)(?:in)?|"
            r"Professor(?:in)?|Dr\.|Herr|"
                   r"Frau|General|Papst|König(?:in)?|Regisseur(?:in)?|Autor(?:in)?|Senator(?:in)?|"
                   r"Präsident(?:in)?|Kanzler(?:in)?|Vorsitzende[rn]?) "),
        (rf"(?P<who>(?:(?:Die|Der|Das|Ein|Eine|Mindestens|Mehr als|Rund|Etwa|Mehrere|Hunderte|Tausende|Zwei|Drei|"
            rf"Vier|Fünf|[\d.]+) ){{0,3}}"
                   rf"(?:[a-zäöü]+ ){{0,2}}(?:{_GROUPS_DE})) (?:hat|haben|ist|sind|wird|werden|will|wollen|war|"
                   rf"waren|hatte|hatten|wurde|wurden|soll|"
                   r"sollen|kann|können|darf|dürfen|[a-zäöüß]+(?:te|ten|t|en))\b"),
        (r"(?:\b(?:rund|etwa|mehr als|mindestens|bis zu|knapp|über|fast|ungefähr|weniger als|höchstens|gut|circa|"
            r"ca\.) )+$"),
        (r"[ \u00a0](?:an |von )?"),
        (r" (?:pro|je) (?P<per>\w+)"),
        _table(_COMMON_UNITS + """
            kilometre: kilometer kilometern; metre: meter metern; centimetre: zentimeter zentimetern; tonne:
            tonne tonnen; kilogram: kilogramm kilo; hectare: hektar; litre: liter litern; degree: grad; person:
            menschen personen leute; child: kinder kindern; dollar: dollars; yen: yen; franc: franken; student:
            studenten; pupil: schüler schülern; worker: arbeiter arbeitern beschäftigte mitarbeiter; soldier:
            soldaten; house: häuser häusern; inhabitant: einwohner einwohnern; square kilometre:
            quadratkilometer; square metre: quadratmeter; cubic metre: kubikmeter; megawatt: megawatt;
            participant: teilnehmer; visitor: besucher; death: tote; vote: stimmen; percentage point:
            prozentpunkte prozentpunkten; household: haushalte haushalten; spectator: zuschauer zuschauern;
            yuan: yuan; krona: kronen;
            job: arbeitsplätze arbeitsplätzen stellen; case: fälle fällen; home: wohnungen; millimetre: millimeter
            millimetern;
            """),
    ),
    "fr": Tongue(
        (r"(?:\b(?:à|en|au|aux|dans|vers|depuis|près de|de|d['’])(?: (?:la ville de|le|la|les|l['’]))?) ?$|"
                   r"(?:\b(?:en|dans) (?:le |la |l['’]))$"),
        PLACES | _PLACES_FR,
        (r"(?:M\.|Mme|Dr|Me|Mgr) "),
        (rf"(?P<who>(?:(?:Le|La|Les|L['’]|Un|Une|Des|Au moins|Plus de|Environ|Plusieurs|Deux|Trois|Quatre|Cinq|"
            rf"[\d\u00a0\u202f ]+) ?){{0,3}}"
                   rf"(?:{_GROUPS_FR})(?: [a-zéèê]+s?)?) (?:a|ont|est|sont|va|vont|avait|avaient|était|étaient|"
                   rf"sera|seront|doit|doivent|peut|"
                   r"veut|[a-zéè]+(?:ait|aient|era|eront|ent))\b"),
        (r"(?:\b(?:environ|plus de|moins de|au moins|jusqu['’]à|près de|quelque|quelques|presque|au plus) ?)+$"),
        (r"[ \u00a0\u202f](?:de |d['’])?"),
        (r" (?:par|à l['’]) ?(?P<per>\w+)"),
        _table(_COMMON_UNITS + """
            kilometre: kilomètre kilomètres; metre: mètre mètres; centimetre: centimètres; tonne: tonne tonnes;
            kilogram: kilogrammes kilos; hectare: hectares; litre: litres; degree: degrés; person: personnes
            gens; child: enfants; yen: yens; franc: francs; student: étudiants; pupil: élèves; worker: salariés
            ouvriers employés travailleurs; soldier: soldats; house: maisons; inhabitant: habitants;
            participant: participants; visitor: visiteurs; death: morts; vote: voix; megawatt: mégawatts;
            dollar: dollar dollars; household: foyers; spectator: spectateurs; yuan: yuans;
            job: emplois postes; case: cas;
            home: logements; guest: invités; millimetre: millimètres; square metre: m²;
            """),
        _DEMONYM_FR,
    ),
    "es": Tongue(
        (r"(?:\b(?:en|desde|hacia|cerca de)(?: (?:la ciudad de|la isla de|el|la|los|las))?) $"),
        PLACES | _PLACES_ES,
        (r"(?:Sr\.|Sra\.|Dr\.|Dra\.|Don|Doña) "),
        (rf"(?P<who>(?:(?:El|La|Los|Las|Un|Una|Unos|Unas|Al menos|Más de|Varios|Varias|Cientos de|Miles de|Dos|"
            rf"Tres|Cuatro|Cinco|[\d.]+) ){{0,3}}"
                   rf"(?:{_GROUPS_ES})) (?:ha|han|es|son|va|van|había|habían|fue|fueron|será|serán|debe|deben|"
                   rf"puede|pueden|detuvo|hizo|dijo|tuvo|puso|[a-záéíóú]+(?:ó|aron|ieron|"
                   r"rá|rán|ía|ían|aba|aban))(?!\w)"),
        (r"(?:\b(?:unos|unas|más de|menos de|al menos|cerca de|casi|alrededor de|hasta|aproximadamente) )+$"),
        (r"[ \u00a0](?:de )?"),
        (r" (?:por|al|a la) (?P<per>\w+)"),
        _table(_COMMON_UNITS + """
            kilometre: kilómetro kilómetros; metre: metro metros; centimetre: centímetros; tonne: tonelada
            toneladas; kilogram: kilogramos kilos; hectare: hectáreas; litre: litros; degree: grados; person:
            personas gente; child: niños; yen: yenes; yuan: yuanes; peso: peso pesos; dollar: dólar dólares; student:
            estudiantes; pupil: alumnos; worker: trabajadores empleados; soldier: soldados; house: casas
            viviendas; inhabitant: habitantes; participant: participantes; visitor: visitantes; death: muertos;
            vote: votos; megawatt: megavatios; household: hogares; spectator: espectadores; job: empleos puestos; case:
            casos; home: pisos; guest: invitados; millimetre: milímetros;
            """),
    ),
}  # fmt: skip
