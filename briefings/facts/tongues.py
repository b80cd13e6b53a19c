"""Fields in German, French and Spanish: who, where and how much, by a few words of each language.

Invariant: a language that has no words here has no fields. Only what the words surely tell is given: a full name that
the text says again or opens with an office, a group that the first sentence opens with, a place that a list knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from briefings import datelines, dates
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.people import FEMALE, MALE
from briefings.facts.places import PLACES
from briefings.facts.trimming import count
from briefings.model import Fact, Span
from briefings.numbers import Number
from briefings.regex import regex
from briefings.words import Name

FIRST = FEMALE | MALE
MOST = 6  # answers a field
_OPENING = 2  # sentences whose subject may be who the story is about
_FULL = 2  # words of a full name, at least
_LONGEST = 4  # words of one
_YEARS = range(1500, 2101)


class Amount(NamedTuple):
    """A quantity: its words and the phrase that says what of, as offsets in the sentence, its value and its unit."""

    answer: Span
    phrase: Span
    value: float
    unit: str


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
_TONGUES: Mapping[str, Tongue] = {
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

_ASIDE = regex(r" \([^()]{1,200}\)")
_ARTICLE = regex(
    r"(?:(?:Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Una|Im|In|Am|Bei|Nach|Vor|Con|En|Au|Pour|Por|Para) |"
    r"[LD]['’])"
)
_GENITIVE = regex(r"(?<! von)(?<! van) (?:des|der) ")
_BODY = regex(
    r"(?:Europäische|Bundesrat|Bundestag|Bundesbank|Bundesgericht|Bundesverfassung|Deutsche Bahn|Landtag|Nationalrat|"
    r"Conseil|Cour|Commission|Parlement|Banque|Sénat|Assemblée|Haute|Tribunal (?:Supremo|Const)|Consejo|Comisión|"
    r"Parlamento E|Banco|Congreso|Senado|Guardia Civil|Audiencia)"
)
"""A group that has a name of its own, and may stand in a box by itself."""
_LED = regex(r"(?:\b(?:[Ll]e|[Ll]a|[Ee]l|[Dd]er|[Dd]ie|[Dd]en|[Dd]em) |[Ll]['’])$")
_OWNER = regex(r" (?:de|del|du|des|d[’'])(?: la)? ?(?P<place>.+)$")
_MARKS = {"$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₹": "rupee", "%": "percentage"}
_BETWEEN = regex(r"\b(?:zwischen|entre)(?: el| la| los| las| le| les)? $", re.IGNORECASE)
_LINK = regex(r"\s?%?\s?(?:(?P<both>und|et|y)(?: (?:el|la|los|las|le|les))?|bis(?: zu)?|(?P<to>à|a)|[–-])\s?")
_FROM = regex(r"(?:\b(?:de|du|del|von|vom|desde)|\bd['’])(?: \w+)? ?$", re.IGNORECASE)
_SCALE = 1000  # the least of what "million" multiplies by
_OTHER_SCALE = regex(r"[bt]rillion|billion", re.IGNORECASE)  # a thousand times as much as in English
_PESOS = regex(r"(?:MX|AR|CL)?\$")  # of which country the text does not say: US$ are dollars
_OUT_OF = regex(r" (?:sur|von|de(?: cada)?) \d")  # 60 visiteurs sur 100
_PER = {
    word: unit
    for unit, words in (
        ("second", "sekunde seconde segundo"), ("minute", "minute minuto"), ("hour", "stunde heure hora"),
        ("day", "tag jour día"), ("week", "woche semaine semana"), ("month", "monat mois mes"),
        ("year", "jahr an année año"), ("person", "kopf person personne habitant einwohner persona habitante cabeza"),
    )
    for word in words.split()
}  # fmt: skip
_UNIT = regex(r"(?P<word>[^\W\d_]+(?:/h)?|°C)(?![\w-])")
_AGED = regex(r"[ \u00a0-](?:Jahr|jähr|ans?\b|años?\b|Uhr|heures?\b|horas?\b|h\b)")


def has_rules(article: Article) -> bool:
    """Tell whether there are rules for its language."""
    return _tongue(article) is not None


def _tongue(article: Article) -> Tongue | None:
    return _TONGUES.get(article.document.language[:2].lower())


def shortened(text: str, language: str, longest: int) -> str:
    """Take off the dateline and, where the sentence is too long, what stands in brackets: all that is sure."""
    text = text[datelines.behind(text, language) :]
    return _ASIDE.sub("", text) if count(text) > longest else text


def who(article: Article) -> Iterator[Fact]:
    """Give the full names that the text says again or gives an office, and the group that it opens with."""
    tongue = _tongue(article)
    if tongue is None:
        return
    found = [*_full_names(article, tongue), *_groups(article, tongue)]
    for weight, answer, home, rule in sorted(found, key=lambda row: (-row[0], row[2].start))[:MOST]:
        yield fact(article, "who", answer, (home,), answer=answer, rule=rule, score=weight)


def _full_names(article: Article, tongue: Tongue) -> Iterator[tuple[float, str, Sentence, str]]:
    groups: dict[str, list[tuple[str, Sentence, bool]]] = {}
    alone: dict[str, int] = {}
    nouns_have_capitals = article.document.language[:2] == "de"
    for name in article.names:
        home = article.at(name.start)
        if home.section not in ("lede", "body") or name.end > home.end:
            continue
        bare, is_titled = _bare(name, tongue, article.text[max(0, name.start - 4) : name.start])
        words = bare.split(" ")
        if len(words) == 1:
            alone[bare] = alone.get(bare, 0) + 1
        elif (
            len(words) <= _LONGEST
            and not _GENITIVE.search(bare)
            and bare not in tongue.places
            and not bare.isupper()
        ):
            groups.setdefault(bare, []).append((bare, home, is_titled))
    for bare, group in groups.items():
        again = alone.get(bare.rpartition(" ")[2], 0) + len(group) - 1
        is_titled = any(row[2] for row in group)
        is_person = is_titled or _plain(bare.partition(" ")[0]) in FIRST
        in_title = bare.rpartition(" ")[2] in article.document.title
        if again or in_title or is_person:
            home = group[0][1]
            weight = (
                1.0 + 0.3 * min(5, again) + 1.2 * in_title + 0.8 * is_person + 0.7 * (home.section == "lede")
            )
            if not _is_of_place(bare, tongue) and (is_person or not nouns_have_capitals):
                yield weight, bare, home, "person" if is_person else "name"


def _is_of_place(name: str, tongue: Tongue) -> bool:
    """Tell a building, a town or an office from a name: the stadium of a town, and what begins small."""
    owner = _OWNER.search(name)
    return name[:1].islower() or (owner is not None and owner["place"] in tongue.places)


def _bare(name: Name, tongue: Tongue, before: str) -> tuple[str, bool]:
    """Take an article, an office and what somebody is off the front of a name: ``le Danois Jonas Lind``."""
    text = _ARTICLE.sub("", name.text, count=1)
    at = max((match.end() for match in re.finditer(tongue.office, text)), default=0)
    words = text[at:].split(" ")
    if at or (len(text) == len(name.text) and not _LED.search(before)):
        return text[at:], at > 0
    known = next((index for index, word in enumerate(words[:-1]) if _plain(word) in FIRST), 0)
    if known:
        return " ".join(words[known:]), True
    if tongue.demonym and re.fullmatch(tongue.demonym, words[0]):
        return " ".join(without_noun(words)), len(words) > _FULL
    return text, False


def without_noun(words: Sequence[str]) -> Sequence[str]:
    """Take nouns off the front until two words are left, or a known first name opens: ``Danois Jonas Lind``."""
    while len(words) > _FULL and words[1][:1].isupper() and _plain(words[0]) not in FIRST:
        words = words[1:]
    return words


def _plain(word: str) -> str:
    """Write a first name as lists have it: without capitals and accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _groups(article: Article, tongue: Tongue) -> Iterator[tuple[float, str, Sentence, str]]:
    for at, sentence in enumerate(article.told[:_OPENING]):
        line = datelines.PLACED.match(sentence.text)
        start = line.end() if line else 0
        match = re.match(tongue.subject, sentence.text[start:])
        if match:
            answer = match["who"].strip()
            rule = "body" if _BODY.search(answer) else "subject"
            yield 2.6 - 0.8 * at, answer, sentence, rule


def where(article: Article) -> Iterator[Fact]:
    """Give the place of the dateline, then the listed places that a preposition stands before."""
    tongue = _tongue(article)
    if tongue is None:
        return
    found: dict[str, tuple[float, str, Sentence, str]] = {}
    for index, sentence in enumerate(article.told):
        line = datelines.PLACED.match(sentence.text) if index < _OPENING else None
        for weight, name, rule in (*_dateline(line), *_listed(sentence, tongue)):
            more = weight + 1.2 / (1 + index / 3) + 0.8 * (name in article.document.title)
            known = found.get(name)
            found[name] = (known[0] + 0.25, *known[1:]) if known else (more, name, sentence, rule)
    for weight, answer, home, rule in sorted(found.values(), key=lambda row: (-row[0], row[2].start))[:MOST]:
        yield fact(article, "where", answer, (home,), answer=answer, rule=rule, score=weight)


def _dateline(line: re.Match[str] | None) -> Iterator[tuple[float, str, str]]:
    if line:
        yield 1.5, line["place"] or line["large"], "dateline"


def _listed(sentence: Sentence, tongue: Tongue) -> Iterator[tuple[float, str, str]]:
    for match in _CAPITALISED.finditer(sentence.text):
        name = _longest(match.group(), tongue.places)
        if name and re.search(tongue.place, sentence.text[max(0, match.start() - 30) : match.start()]):
            inside = _INSIDE.search(sentence.text, max(0, match.start() - 30), match.start()) is not None
            yield (1.0 if inside else 0.2), name, "place"


_CAPITALISED = regex(r"(?<![\w-])[A-ZÀ-Þ][\w’'-]+(?: (?:am|de|del|du|y|d[’'])?(?: ?[A-ZÀ-Þ][\w’'-]+)){0,2}")
_INSIDE = regex(r"\b(?:in|im|bei|nahe|à|en|au|aux|dans|près de|cerca de|(?:in|nahe) (?:der|dem|den)(?: "
    r"\w+)?|(?:dans|en) l[ae]|"
                     r"en (?:la ciudad de|el|la|los))[ ’']$")  # fmt: skip


def _longest(words: str, places: frozenset[str]) -> str:
    """Give the longest opening of the words that is a place."""
    while words and words not in places:
        words = words.rpartition(" ")[0]
    return words


def amounts(article: Article, sentence: Sentence) -> Iterator[Amount]:
    """Give the quantities of a sentence: money, shares, measures, and counts of people and things."""
    tongue = _tongue(article)
    if tongue is None:
        return
    found = [n for n in sentence.numbers if not dates.covers(sentence.dates, n.start, n.end)]
    low: Number | None = None
    for number, following in zip_longest(found, found[1:]):
        if low is None and following and _is_range(sentence.text, number, following):
            low = number
            continue
        amount = _amount(sentence.text, number, tongue)
        if low is not None and amount is not None:
            amount = _ranged(sentence.text, low, number, amount)
        low = None
        if amount is not None:
            yield amount


def _is_range(text: str, low: Number, high: Number) -> bool:
    """Tell ``zwischen 5 und 7``, ``5 bis 7`` and ``entre 5 y 7`` from two numbers, and from a change."""
    link = _LINK.fullmatch(text, low.end, high.start)
    if link is None:
        return False
    if link["both"]:
        return _BETWEEN.search(text, 0, low.start) is not None
    return not (link["to"] and _FROM.search(text, 0, low.start))


def _ranged(text: str, low: Number, high: Number, amount: Amount) -> Amount | None:
    """Join both ends; their middle is the value. Where one may lack the other's "million", nothing is sure."""
    if not low.value < high.value < _SCALE * low.value:
        return None
    opened = _BETWEEN.search(text, 0, low.start)
    answer = (opened.start() if opened else low.start, amount.answer[1])
    return Amount(answer, answer, (low.value + high.value) / 2, amount.unit)


def _amount(text: str, number: Number, tongue: Tongue) -> Amount | None:
    unit, end = _MARKS.get(number.mark, ""), number.end
    if _OTHER_SCALE.search(text, number.start, end) or _PESOS.match(text, number.start):
        return None
    if not unit:
        if _AGED.match(text, end) or (number.value in _YEARS and text[number.start : end].isdigit()):
            return None
        unit, end = _unit(text, end, tongue)
    if not unit or _OUT_OF.match(text, end):
        return None
    per = re.compile(tongue.per).match(text, end)
    if per and per["per"].lower() in _PER:
        unit, end = f"{unit} per {_PER[per['per'].lower()]}", per.end()
    about = re.search(tongue.about, text[max(0, number.start - 30) : number.start], re.IGNORECASE)
    start = number.start - len(about.group()) if about else number.start
    return Amount((start, end), (start, end), number.value, unit)


def _unit(text: str, at: int, tongue: Tongue) -> tuple[str, int]:
    """Give the unit of a number that ends there, and where its word ends; no unit where no table has the word."""
    of = re.compile(tongue.of).match(text, at)
    word = _UNIT.match(text, of.end() if of else at)
    if word is None:
        return "", at
    return tongue.units.get(word["word"]) or tongue.units.get(word["word"].lower(), ""), word.end()
