"""The commonest words of languages, the letters they are written in, and how their words end.

Invariant: data only, and common knowledge: no word stands here because of one text. The words of a language
are in the order of their frequency, the commonest first.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefings.model import Value
from briefings.words import listed


class Language(Value, frozen=True):
    """A language as far as its running text tells it.

    `letters` are those beyond ASCII in which it is written, with those of its loan words, `loans`. Where words are
    not parted by spaces, `words` are the commonest characters, and `letters` the blocks of the script in the
    notation of a regular expression's set. `also` are words of the language in a second script.
    """

    script: str
    words: tuple[str, ...]
    letters: str = ""
    endings: tuple[str, ...] = ()
    loans: str = ""
    spaced: bool = True
    also: tuple[str, ...] = ()


def latin(words: str, own: str = "", endings: str = "", loans: str = "") -> Language:
    """Describe a language in Latin letters: its own beyond ASCII, and those of its loan words."""
    letters = own + loans
    return Language("latin", listed(words), letters + letters.upper(), listed(endings), loans)


def cyrillic(words: str, alphabet: str, endings: str = "", also: str = "") -> Language:
    """Describe a language in Cyrillic letters."""
    letters = alphabet + alphabet.upper()
    return Language("cyrillic", listed(words), letters, listed(endings), also=listed(also))


def arabic(words: str, letters: str) -> Language:
    """Describe a language in Arabic letters."""
    return Language("arabic", listed(words), letters)


def indic(script: str, words: str = "", letters: str = "") -> Language:
    """Describe a language of a script with vowel signs."""
    return Language(script, listed(words), letters)


def dense(script: str, characters: str, blocks: str) -> Language:
    """Describe a language by characters, for it parts no words."""
    return Language(script, tuple(characters), blocks, spaced=False)


HAN = "\u3400-\u9fff\uf900-\ufaff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fe"
WIDE = "\u3000-\u301f\uff01-\uff5e"
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْـ،؛؟"
PERSIAN = ARABIC + "پچژگکی"

LANGUAGES: Mapping[str, Language] = {
    "en": latin(
        "the of and to in a is that for was on with as it by at from he said be are his have this not has had they "
        "but an were which will or their who its been one more we she her about when would up there out can after "
        "all also than into if other some what new no you over could s t",
        loans="éèêëïöüçñáà",
        endings="ing tion ness ould ight ally ment ted",
    ),
    "de": latin(
        "der die und in den von das zu mit im des auf für ist sich dem ein nicht eine es auch als an aus werden bei "
        "nach er sie wie hat war sind wird um einen noch dass am zum zur einer über so vor nur haben oder wenn aber "
        "bis mehr durch man kann ich wir sein seine ihre schon unter gegen vom beim wurde keine",
        "äöüß",
        loans="éèà",
        endings="ung lich isch heit keit chen ngen igen iert ten",
    ),
    "fr": latin(
        "de la le et les des à en l d un du une que est pour dans qui il a au par sur pas plus ce ne se qu sont n "
        "son avec aux été s c mais on ou cette ont ses elle comme fait ces être leur sa deux après même aussi entre "
        "nous ils où tout selon était depuis y j",
        "àâçéèêëîïôùûœ",
        loans="üæÿ",
        endings="tion ment eux eur eurs ques aient aire ais ait",
    ),
    "es": latin(
        "de la que el en y a los las del se un por con una no su para es al lo como más o pero sus le fue este ha "
        "porque esta son entre cuando muy sin sobre también me hasta hay donde han desde está todo nos durante según "
        "uno ya era dos tiene años sólo cuando le les aún hoy año pueblo ningún cada así dijo mientras ellos otra",
        "áéíóúñ¿¡",
        loans="üçªº",
        endings="ción ando endo idad aron ones ados adas ente",
    ),
    "pt": latin(
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou "
        "quando muito nos já também só pelo pela até isso ela entre depois sem mesmo aos são foi está ser há ter "
        "segundo é era dois anos onde quando lhe lhes ainda hoje ano anos pelos pelas nenhum seus suas têm cada",
        "áâãàçéêíóôõú",
        loans="üªº",
        endings="ção ções dade ando endo aram ões ente ados eiro",
    ),
    "it": latin(
        "di e il la che in a per un è del non con si della le una da i al dei nel alla sono come anche lo più gli "
        "ha delle ma dal l d degli alle se nella questo o su ed dell all essere stato ai questa suo dopo hanno tra "
        "due anni era fino dalla perché un",
        "àèéìòù",
        loans="íîóúªº",
        endings="ione ioni ità ando endo ento enti ente ano",
    ),
    "nl": latin(
        "de van het een en in is dat op te zijn met voor niet die aan er om ook als maar door bij uit nog naar "
        "worden wordt dan of over hij heeft tot ze was hebben kan meer deze al werd wel onder zich tegen zij haar "
        "na geen wat ik dit jaar twee volgens",
        "éëï",
        loans="óöüáèêçäú",
        endings="ijk heid ijke eren elen sche tjes aar",
    ),
    "sv": latin(
        "och i att en som på det är av för den med till de har inte om ett han men var från så vi kan när år säger "
        "under sig ska efter eller nu också där vid hon mot skulle kommer ut får bara än över alla blir finns mycket "
        "detta hade varit jag henne honom ingen gör ger varje måste sin mellan igen ännu andra själv första därför "
        "tillsammans efter två går sedan",
        "åäö",
        loans="éüà",
        endings="ning arna erna het ades iska dde",
    ),
    "no": latin(
        "og i det på som er en til å av for at har med de ikke den om et var men han fra vi seg ble jeg sier kan vil "
        "så skal også etter når ut over år nå hun blir ved mot hva mer opp noe eller der være mange blitt bare under "
        "to ha henne bli gjør gir hver må hadde sin mellom igjen flere noen annet selv første derfor sammen går dette "
        "fått fram",
        "æøå",
        loans="éòôóüäö",
        endings="sjon het ene else ende nger",
    ),
    "nn": latin(
        "og i det på som er ein til å av for at har med dei ikkje den om eit var men han frå vi seg vart eg seier kan "
        "vil så skal også etter når ut over år no ho blir ved mot kva meir opp noko eller der vere mange bare under "
        "to ha henne bli gjer gjev kvar må hadde sin mellom igjen fleire nokon anna sjølv første derfor saman dette "
        "fått fram vorte korleis",
        "æøå",
        loans="éòôóüäö",
        endings="sjon het ane ande leg",
    ),
    "da": latin(
        "og i at det er en til på som af for med har de den ikke der et om han var fra vi men sig så kan hun jeg også "
        "eller efter vil år blev skal ud når mod over nu ved være siger blevet blive hvor end op meget få have kun "
        "uden nogle to hende ham ingen bliver gør giver hver må havde hvad sin mellem igen endnu andre selv første "
        "mellem derfor sammen lige",
        "æøå",
        loans="éüäö",
        endings="hed else erne ende nger",
    ),
    "fi": latin(
        "ja on ei että se oli hän mutta myös ovat kun joka jo niin kuin mukaan vain sen ole tai jos tämä sekä olla "
        "voi nyt hänen noin jälkeen sitä siitä mitä ollut kanssa vielä jossa jotka eli vuonna sanoo ne olisi eivät",
        "äö",
        loans="åéšž",
        endings="inen nen ssa ssä sta stä lla llä lle een tta ttä ien aan ään sti",
    ),
    "is": latin(
        "og í að á er sem til við um það en var fyrir með af ekki hann því frá eru þar hefur þess hún eða þá þeir "
        "sé verið verður hafa ég eftir upp svo þessi vera",
        "áðéíóúýþæö",
        "inn num ðar unum",
    ),
    "ca": latin(
        "de la i el que a en els per les d un l del amb una és no es al més ha s com dels són va seva o aquest però "
        "també aquesta on han molt entre ser fins tot quan ja seu sense segons després perquè hi ho als ni quan li "
        "any anys avui cap cada així dir mentre ells altra altres té tenen",
        "àçèéíïòóúü·",
        loans="ñ",
        endings="ció itat ment ions aven",
    ),
    "gl": latin(
        "de a o que e do da en un para con non unha os no se na por máis as dos como pero ao foi das á seu súa ou é "
        "moi nos xa tamén só pola polo ata isto ela entre despois sen mesmo aos son está ser hai ten segundo polos "
        "pola lle lles onde cando ano anos unha algúns galego hoxe aínda ningún seus",
        "áéíóúñ",
        loans="üç",
        endings="ción dade ando endo aron ións",
    ),
    "eu": latin(
        "eta da ez bat ere du dira zen izan egin dute baina hau hori den izango duen baino edo gehiago dela urte "
        "ziren beste zuen ditu dago guztiak",
        "ñ",
        loans="çáéíóúü",
        endings="aren ren tik ean tzen tzeko koa",
    ),
    "pl": latin(
        "w i na z się nie do że to o jest jak po od za przez co a dla ale są czy tym tego oraz ich który jego przy "
        "które może był roku już tylko być także jej ze było która tej lat bardzo by pod bez kiedy też ma jako",
        "ąćęłńóśźż",
        loans="éöü",
        endings="ość ego ych ści ach ami owy owa enie",
    ),
    "cs": latin(
        "a v se na je že o s z do i to k ve pro za by ale si po jako jsou od které jeho který nebo už tak podle jen "
        "jsem bylo byl není až při také která jejich roce co má lze bude své aby před však než když ze jí ji mu jim "
        "letos rok ještě dnes nyní protože kde tam dva i jejich",
        "áčďéěíňóřšťúůýž",
        loans="öü",
        endings="ost ého ých ním ách ení ová ami",
    ),
    "sk": latin(
        "a v sa na je že o s z do aj to k vo pre za by ale si po ako sú od ktoré jeho ktorý alebo už tak podľa len "
        "som bolo bol nie až pri tiež ktorá ich roku čo má možno bude svoje aby pred však než keď i zo jej ju mu im "
        "vlani rok ešte dnes teraz pretože kde tam dva tento ľudia",
        "áäčďéíĺľňóôŕšťúýž",
        loans="ö",
        endings="osť ého ých ním ách enie ania ová ami",
    ),
    "sl": latin(
        "in je v na se da za so z ki pa s bi tudi po ni od ne o kot do ob ali še bo pri že iz ter smo lahko ima več "
        "kako samo med bil če k kar sem bila zelo leta zaradi",
        "čšž",
        loans="ćđéöü",
        endings="ega ost anje imi jo ski",
    ),
    "hr": latin(
        "i u je na se da za su od s koji ne o a što kao to iz će nije ili bi koja te koje ali do po također samo "
        "prema nakon još sa bio ima već jer više kako bila godine između tijekom prije gdje kada vrijeme tko mjesto "
        "svijet uvijek dvije cijeli dio vrlo tisuća poslije ljudi svoje bez htio ljeto lijepo ovdje ondje tjedan "
        "netko nešto općina",
        "ćčšžđ",
        loans="éöü",
        endings="ost anje ski ima ova ijek",
    ),
    "hu": latin(
        "a az és hogy nem is egy ez meg de volt csak mint már van vagy el ki még azt ha kell szerint után lesz majd "
        "sem között pedig ezt akkor lehet minden több két úgy nagyon amely aki nagy miatt",
        "áéíóöőúüű",
        "ség ság ban ben nak nek ból ről tól val vel ért ások ett",
    ),
    "ro": latin(
        "de și în a la cu pe o că din nu să care este un pentru mai sau ca au fi al se sunt dar prin după lui ce "
        "fost era până între când lor această dintre am acest său şi doar foarte cel cea si in sa",
        "ăâîșțşţ",
        loans="éöü",
        endings="ului ilor lui ție ții ește ează ele ată",
    ),
    "tr": latin(
        "ve bir bu da de için ile çok daha olarak gibi olan sonra ne ama var değil kadar her o en yıl göre ise veya "
        "kendi iki son büyük önce yeni arasında ki ya diye tarafından nasıl oldu dedi",
        "çğıöşüİ",
        loans="âîû",
        endings="lar ler nda nde dan den ını yor dır mak mek ları leri",
    ),
    "az": latin(
        "və bir bu da də üçün ilə çox daha kimi olan sonra nə amma var deyil qədər hər o ən il görə isə ya öz iki "
        "son böyük əvvəl yeni ki edib tərəfindən oldu dedi olub bildirib",
        "çəğıöşüİ",
        "lar lər nda ndə dan dən ları ləri",
    ),
    "et": latin(
        "ja on ei et see oli ta aga kui ka mis või oma seda pole välja ning siis kes nii veel mida juba pärast ma "
        "selle mille olid ole üks nende üle vaid kuid saab aasta tema kõik",
        "äöõü",
        loans="šž",
        endings="mine sid dele ise tud nud ust ates",
    ),
    "lv": latin(
        "un ir ar no uz par ka nav vai to kas tiek kā pēc bet var šo tā arī lai tas viņš ja pie gada bija jau tikai "
        "ļoti savu pirms kad gadā līdz būs viņa",
        "āčēģīķļņšūžõö",
        "šana jumu iem ību ais ties",
    ),
    "lt": latin(
        "ir kad į su yra tai kaip iš o bet ne buvo dėl apie jau už ar nėra šis per po tik nuo dar iki jo jos metų "
        "taip pat savo labai būti prie arba kai sako jis",
        "ąčęėįšųūž",
        "imo imas iai ijos ėjo iams tas",
    ),
    "sq": latin(
        "të e në i dhe për me një që nga është së si u do më nuk ka kjo ky janë por ishte tij kanë edhe pas kur mund",
        "ëç",
        "shme imit uar ave eve",
    ),
    "mt": latin(
        "li u ta ma il tal fil għal minn l kien huwa hija dan din biex fuq jew qal kienet dwar mal kif x",
        "ċġħżàèìòù",
    ),
    "ga": latin(
        "an agus na ar a i go is le do bhí sé tá ag don de leis seo sin atá nach bhfuil sa ná", "áéíóú"
    ),
    "cy": latin(
        "y yn a i o ar ei mae wedi bod yr ac am gan hyn fel nid eu at ond ddim oedd r n", "âêîôûŵŷïáéö"
    ),
    "af": latin(
        "die van en in het is nie om te wat vir dat n met sy op hy as aan hulle sal kan was ook maar word deur by "
        "tot of ek uit ons na meer toe",
        "êëôéèïüöŉ",
        "heid ing lik",
    ),
    "eo": latin(
        "la de kaj en estas al ke por ne kun li ĝi sed estis pri el per kiu tiu ĉi oni aŭ ili ankaŭ sur",
        "ĉĝĥĵŝŭ",
        "ojn ojn anta ita",
    ),
    "id": latin(
        "yang dan di itu dengan untuk dari ini tidak pada dalam akan ke juga oleh ada adalah mereka telah sebagai "
        "bisa karena saat para orang tersebut sudah lebih atau tahun seperti kata ia belum namun menjadi bahwa saya "
        "dia hanya harus dapat kami bukan lain baru bila merupakan hari masih punya hingga sejak tapi",
        "é",
        "kan nya",
    ),
    "ms": latin(
        "yang dan di itu dengan untuk dari ini tidak pada dalam akan ke juga oleh ada ialah mereka telah sebagai "
        "boleh kerana ketika para orang tersebut sudah lebih atau tahun seperti kata beliau belum namun menjadi "
        "bahawa saya dia hanya perlu dapat kami daripada kepada turut iaitu sahaja bukan lain baharu apabila "
        "merupakan hari masih hingga sejak tetapi kerajaan",
        "é",
        "kan nya",
    ),
    "tl": latin(
        "ang ng sa na mga at ay si ni ito para may kay hindi nang siya niya pa din lang kung ako mula isang ko mo "
        "pero dahil nila sila ngunit lamang",
        "ñ",
    ),
    "vi": latin(
        "và của là có trong được cho một không các với người những đã này khi để đến về tại ở cũng năm như ra nhiều "
        "từ sẽ theo bị hơn trên đó rất sau hay nhưng ông",
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    ),
    "sw": latin(
        "ya na wa kwa katika ni la za kuwa hii hiyo cha huo yake lakini kama wao alisema huyo pia baada hadi bila "
        "mwaka watu"
    ),
    "zu": latin(
        "ukuthi futhi kodwa ngoba noma uma lapho kanye kuthi ngesikhathi lo le kuze ngo uthe ngemuva wathi lapha "
        "abantu ukuze njengoba ngaphandle",
        "",
        "eni weni ile ayo",
    ),
    "ru": cyrillic(
        "и в не на что с по как для это из от к о но за его он а или был при до же так она мы вы я они у бы еще ещё "
        "уже только также который которые которая чтобы если было года после есть все",
        RUSSIAN,
        "ого ться ный ная ных ать ить ется ость ение ами тся ится",
    ),
    "uk": cyrillic(
        "і в не на що з та у до як за для це від по але його про він а або був при є ми ви я вони й ще вже тільки "
        "також який які яка щоб якщо було року після все буде її під час",
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "ого ться ний ння ість ити ати ться ами",
    ),
    "be": cyrillic(
        "і ў не на што з да як за для гэта ад па але яго пра ён а ці быў пры мы вы я яны яшчэ ужо толькі таксама які "
        "якія якая каб калі было года пасля усё будзе яе у",
        "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "ага цца ння асць аць іць амі",
    ),
    "bg": cyrillic(
        "и в на да се за от е не че с по са като си ще до но при или това беше бе той които който която след така "
        "има във със към един може само през още ги му им също",
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "ата ето ите ния ият ване аря",
    ),
    "mk": cyrillic(
        "и на во да се од за е не дека со по ќе што како ги но до или тоа беше тој кои кој која така има кон еден "
        "може само низ уште го му им исто сите",
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "ата ето ите иот њето",
    ),
    "sr": cyrillic(
        "и у је на се да за су од са који не о а што као то из ће није или би која те које али до по такође само "
        "према након још био има већ јер више како била године између током пре где када време ко с",
        "абвгдђежзијклљмнњопрстћуфхцчџшčšžćđ",
        "ање ских ости ама",
        also="i u je na se da za su od sa koji ne o a što kao to iz će nije ili bi koja te koje ali do po takođe samo "
        "prema nakon još bio ima već jer više kako bila godine između tokom pre gde kada vreme ko šta "
        "mesto svet uvek dve ceo deo veoma hiljada posle ljudi svoje bez hteo leto ovde nedelja neko nešto opština",
    ),
    "kk": cyrillic(
        "және бұл бір мен үшін деп да де болып бар осы сол екен ол туралы дейін еді бойынша жылы кейін",
        RUSSIAN + "әғқңөұүһі",
    ),
    "ky": cyrillic(
        "жана бул бир менен үчүн деп да де болуп бар ошол экен ал тууралуу чейин эле боюнча жылы кийин",
        RUSSIAN + "ңөү",
    ),
    "mn": cyrillic("ба нь энэ юм байна гэж болон бол тэр нэг онд хийсэн байсан их уу", RUSSIAN + "өү"),
    "el": Language(
        "greek",
        listed("και το να του η της με που την για από είναι τα στο δεν θα στη οι ο των ή"),
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫ",
    ),
    "he": Language(
        "hebrew",
        listed("של את על לא הוא עם זה גם כי היא אל או כל אם יש בין לפי אין"),
        "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    ),
    "ar": arabic(
        "في من على إلى أن هذا التي مع عن لا ما كان هذه الذي كل بعد أو لم و غير تم بين ذلك قد هو هي كما خلال أنه كانت "
        "حيث قال وقال إن قبل حتى أي عام عند منذ يوم اليوم فيه",
        ARABIC,
    ),
    "fa": arabic(
        "و در به از که این را با است برای آن یک خود تا بر هم شد می یا نیست های ها کرد شده بود اما کند او ما نیز هر دو "
        "پس روی باید دارد کرده",
        PERSIAN,
    ),
    "ur": arabic(
        "کے کی میں ہے اور کا کو سے نے کہ یہ پر اس ہیں تھا نہیں بھی کیا ہو ایک وہ تو جو کر تھے گیا تھی ان لیے ساتھ بعد",
        PERSIAN + "ٹڈڑںےہھۂۓ۔",
    ),
    "ps": arabic("د په او چې له دا کې سره یې ته نه هم کړي دی شوي لري وو وي پر", PERSIAN + "ټډړښځڅڼېۍئ"),
    "ckb": arabic("لە و بە بۆ کە ئەم لەگەڵ ئەو یان دەکات نییە هەیە", PERSIAN + "ەێۆڕڵڤ"),
    "hi": indic(
        "devanagari",
        "के में की है और से को का ने पर कि यह हैं नहीं इस भी एक लिए था हो गया जो तो कर वह थे थी या तक साथ ही बाद रहा अपने",
    ),
    "mr": indic(
        "devanagari",
        "आणि आहे या ते हे की होते नाही मध्ये एक आहेत तर व ही होती करून झाली त्या म्हणून असे होता पण त्यांनी साठी केले आला "
        "आले मात्र होईल नाहीत काही",
    ),
    "ne": indic(
        "devanagari", "र को मा छ ले का गरेको भएको छन् पनि यो लागि गर्न हो भने थियो एक तथा गर्ने हुने बताए छैन थिए"
    ),
    "bn": indic("bengali"),
    "pa": indic("gurmukhi"),
    "gu": indic("gujarati"),
    "or": indic("oriya"),
    "ta": indic("tamil"),
    "te": indic("telugu"),
    "kn": indic("kannada"),
    "ml": indic("malayalam"),
    "si": indic("sinhala"),
    "lo": indic("lao"),
    "my": indic("burmese"),
    "km": indic("khmer"),
    "ka": indic("georgian"),
    "hy": indic("armenian"),
    "am": indic("ethiopic"),
    "ja": dense("kana", "のにはをたがでてとしれさいるなもあこか、。一日人年大国会中本出", KANA + HAN + WIDE),
    "zh": dense(
        "han",
        "的一是不在有了人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主，。",
        HAN + WIDE,
    ),
    "ko": dense("hangul", "이다는을에의가고하지로를은한기서사인도시자있대리", "\uac00-\ud7a3" + HAN + WIDE),
    "th": dense("thai", "านรอกเงมยลวดทส่้็ัีาะไใแ", "\u0e01-\u0e3a\u0e40-\u0e4d"),
}

SCRIPTS: Mapping[int, str] = {
    0x41: "latin", 0x250: "", 0x370: "greek", 0x400: "cyrillic", 0x530: "armenian", 0x590: "hebrew",
    0x600: "arabic", 0x780: "", 0x900: "devanagari", 0x980: "bengali", 0xA00: "gurmukhi", 0xA80: "gujarati",
    0xB00: "oriya", 0xB80: "tamil", 0xC00: "telugu", 0xC80: "kannada", 0xD00: "malayalam", 0xD80: "sinhala",
    0xE00: "thai", 0xE80: "lao", 0xF00: "", 0x1000: "burmese", 0x10A0: "georgian", 0x1100: "hangul",
    0x1200: "ethiopic", 0x13A0: "", 0x1780: "khmer", 0x1800: "", 0x1E00: "latin", 0x1F00: "greek", 0x2000: "",
    0x3040: "kana", 0x3100: "", 0x3400: "han", 0xA000: "", 0xAC00: "hangul", 0xD7B0: "", 0xF900: "han",
    0xFB00: "latin", 0xFB1D: "hebrew", 0xFB50: "arabic", 0xFE00: "", 0xFF66: "kana", 0xFFA0: "",
}  # fmt: skip
"""Where the letters of a script begin; those of none have ""."""
