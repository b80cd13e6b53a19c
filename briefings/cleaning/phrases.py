"""Words that pages say around their articles, in many languages.

Invariant: nothing here is the wording of one site. Each entry is a key (see `measure.key`) that is
furniture wherever it stands alone on a line; patterns match a whole line.
"""

from __future__ import annotations

import re
import unicodedata

from briefings.cleaning.languages import words
from briefings.cleaning.measure import key


def keys(text: str) -> frozenset[str]:
    """Read a list of keys, one a line or parted by bars."""
    parts = unicodedata.normalize("NFC", text).replace("\n", "|").split("|")
    return frozenset(key(part) for part in parts if part.strip())


CONTROLS = keys("""
share|share this|share this article|share this story|share article|share on facebook|share on twitter
share on x
share on linkedin|share on whatsapp|share via email|share with friends|tweet|tweet this|pin it|whatsapp
copy link|email this
print|print this|print article|save|save article|bookmark|listen|listen to this article|gift article|send
like|reply
facebook|twitter|instagram|linkedin|youtube|pinterest|reddit|telegram|flipboard|tumblr|snapchat|tiktok|rss
rss feed|rss feeds
facebook twitter|email|e mail|mail|messenger|threads|bluesky|mastodon|google news|x
search|search for|site search|submit search|show search|menu|main menu|navigation|toggle navigation|close
close menu|open menu|back
back to top|top|next|previous|next article|previous article|skip to main content|skip to content
skip navigation|jump to navigation
skip links|sign in|sign up|sign out|log in|login|log out|logout|register|my account|subscribe
subscribe now|unsubscribe|donate
support us|newsletter|newsletters|advertisement|advertising|advertise|advertise with us|ad|ads|sponsored
sponsored content
story continues below advertisement|story continues below this ad|article continues below advertisement
continue reading
article continues after advertisement|scroll to continue|scroll to continue with content
continue reading below
read more|learn more|show more|load more|see more|view more|more|view all|see all|all news|show comments
view comments
comments|comment|leave a comment|post a comment|add a comment|join the conversation|write a comment
add comment
privacy|privacy policy|cookie policy|cookie settings|cookies|terms|terms of use|terms of service
terms and conditions
terms conditions|disclaimer|imprint|accessibility|sitemap|site map|contact|contact us|about|about us
careers|jobs|help|faq
copyright|all rights reserved|rss feeds|accept|accept all|accept cookies|reject all|manage cookies
manage preferences|i accept
i agree|ok|got it|no thanks|follow us|follow us on|follow|follow us on x|follow us on twitter
follow us on facebook
home|homepage|news|sections|categories|tags|topics|related topics|filed under|tagged|trending|latest
latest news|popular|opens in new window
button|button close|click to expand|click here|image|photo|photos|video|videos|gallery|live tv|e paper
epaper|font size
get short url|short link|print edition|submit|cancel|cancel reply|loading|play|pause|mute|watch|watch now
teilen|drucken|merken|speichern|vorlesen|suche|suchen|menü|schließen|schliessen|anmelden|abmelden
registrieren|abonnieren|abo
anzeige|werbung|impressum|datenschutz|datenschutzerklärung|agb|nutzungsbedingungen|kontakt|über uns
startseite|zur startseite
kommentare|kommentar|kommentieren|kommentar schreiben|mehr|mehr anzeigen|weiterlesen|nach oben
zum inhalt springen|zurück
weiter|mein konto|cookie einstellungen|hilfe|newsletter abonnieren|folgen|folgen sie uns
folgen sie uns auf|per mail teilen|ressorts
partager|imprimer|enregistrer|rechercher|recherche|fermer|se connecter|connexion|s inscrire|s abonner
abonnez vous|publicité
mentions légales|politique de confidentialité|contact|à propos|accueil|commentaires|lire la suite
voir plus|haut de page
partager sur facebook|partager sur twitter|aller au contenu|suivez nous|copier le lien|réagir
compartir|imprimir|guardar|buscar|cerrar|iniciar sesión|regístrate|suscríbete|suscribirse|publicidad
aviso legal
política de privacidad|política de cookies|contacto|inicio|comentarios|leer más|ver más|síguenos
copiar enlace|newsletter
compartilhar|compartilhe|partilhar|salvar|entrar|assine|publicidade|política de privacidade|contato|início
comentários|leia mais
saiba mais|ver mais|siga nos|pular para o conteúdo|responder|copiar link
condividi|stampa|salva|cerca|chiudi|accedi|registrati|abbonati|pubblicità|note legali
informativa sulla privacy|privacy e cookie
contatti|chi siamo|commenti|leggi tutto|leggi di più|mostra altro|seguici|copia link
delen|afdrukken|zoeken|sluiten|inloggen|registreren|abonneren|advertentie|privacybeleid|over ons|reacties
lees meer|volg ons
dela|skriv ut|spara|sök|stäng|logga in|prenumerera|annons|om oss|kommentarer|läs mer|följ oss|meny
till toppen
del|skriv ut|lagre|søk|lukk|logg inn|abonner|annonse|om oss|les mer|følg oss|meny|kjøp abonnement
del artikkelen
udgiv|gem|søg|luk|log ind|annonce|læs mere
jaa|tulosta|haku|sulje|kirjaudu|tilaa|mainos|lue lisää
udostępnij|drukuj|szukaj|zamknij|zaloguj|reklama|komentarze|czytaj więcej|czytaj dalej
dalintis|spausdinti|paieška|prisijungti|prenumeruoti|reklama|komentarai|skaityti daugiau
поделиться|поиск|меню|закрыть|войти|подписаться|реклама|комментарии|читать далее|главная|контакты|о нас
новости
شارك|مشاركة|بحث|القائمة|إغلاق|تسجيل الدخول|اشترك|إعلان|تعليقات|اقرأ المزيد|الرئيسية|اتصل بنا
शेयर करें|खोजें|मेनू|लॉग इन|विज्ञापन|टिप्पणियाँ|और पढ़ें|होम|हमें फॉलो करें
シェア|シェアする|ツイート|検索|メニュー|閉じる|ログイン|会員登録|広告|コメント|続きを読む|もっと見る|ホーム|印刷|保存
facebookでシェアする|xでシェアする|lineで送る|lineで共有する|threadsでシェアする|blueskyでシェアする|はてなブックマーク
リンクをコピー|マイページ|有料会員|無料会員|会員限定|有料会員限定
お問い合わせ|利用規約|プライバシーポリシー|個人情報保護方針|特定商取引法に基づく表記
会社概要
トップ|トップページ|一覧|もっと読む|速報|ヘルプ|よくある質問
vis mer|tips oss|kontakt oss|personvern|annonsørinnhold|betalt innhold|del på facebook|kopier lenke
visa mer|helskärm|tipsa oss|kontakta oss|annonsera|dela på facebook|kopiera länk|reklam
返回顶部|联系我们|关于我们|隐私政策|分享到微信|微博|微信
分享|搜索|菜单|关闭|登录|注册|订阅|广告|评论|阅读更多|首页|打印
페이스북|트위터|카카오톡|카카오스토리|네이버블로그|본문 글자 크기
기사 공유하기|개인정보처리방침|이용약관|회사소개|광고문의|고객센터|기사제보
청소년보호정책|저작권보호정책|구독하기|더보기|전체보기|맨위로
공유|공유하기|검색|메뉴|닫기|로그인|회원가입|구독|광고|댓글|더보기|홈|인쇄|글자크기|기사저장|url복사
""")
"""Buttons, menus and legal links."""

SECTIONS = keys("""
world|politics|business|opinion|sport|sports|culture|lifestyle|travel|podcasts|podcast|science|health
technology|tech|entertainment
music|movies|tv|books|food|education|environment|weather|money|markets|economy|national|international
local|local news|arts|style
europe|asia|africa|middle east|americas|us|uk|india|football|cricket|tennis|golf|rugby|fashion|events
obituaries|classifieds
politik|wirtschaft|kultur|panorama|wissen|gesellschaft|meinung|reise|gesundheit|wetter|fußball|ausland
inland|lokales|digital
politique|économie|société|culture|sciences|santé|sports|monde|política|economía|deportes|cultura|sociedad
mundo|opinión
esportes|economia|cronaca|politica|esteri|spettacoli|cultura|sport|salute|scienze
""")
"""Names of sections. In an article they could be a heading, so they count only beside other furniture."""

TAIL_HEADS = keys("""
you may also like|you might also like|you may like|you might like|more from this section|related stories
related articles
related news|related posts|related content|related|related links|related topics|related reading
more stories|more news
more on this story|more like this|read next|up next|what to read next|recommended|recommended for you
recommended stories
recommended reading|recommended articles|most read|most popular|most viewed|most shared|trending
trending now|trending stories|top stories
latest news|latest stories|latest articles|latest posts|recent posts|popular posts|popular|editors picks
editor s picks|our picks|don t miss
also read|read also|see also on this site|more from author|more articles|other stories|other news
around the web|from the web
promoted stories|sponsored stories|in other news|keep reading|explore more|more to read|read more
related coverage|more coverage
must read|top news|more for you|suggested for you|you may also be interested in|you might be interested in
similar articles|similar posts
das könnte sie auch interessieren|das könnte dich auch interessieren|mehr zum thema|lesen sie auch
auch interessant
meistgelesen|meist gelesen|meistgelesene artikel|weitere artikel|weitere meldungen|weitere nachrichten
ähnliche artikel|zum thema
empfohlene artikel|unsere empfehlungen|mehr aus dem ressort|passend zum thema|neueste artikel
aktuelle meldungen|mehr themen|top themen
à lire aussi|lire aussi|sur le même sujet|les plus lus|articles les plus lus|articles similaires
dans la même rubrique
à ne pas manquer|vous aimerez aussi|cela pourrait vous intéresser|ceci pourrait vous intéresser
articles liés|voir aussi|nos recommandations
también te puede interesar|te puede interesar|lo más leído|lo más visto|noticias relacionadas
artículos relacionados|más noticias|lee también|lea también
artigos relacionados|leia também|mais lidas|mais lidos|notícias relacionadas|veja também
você também pode gostar|posts relacionados|mais notícias
leggi anche|articoli correlati|i più letti|le più lette|potrebbe interessarti|potrebbe interessarti anche
ti potrebbe interessare|altre notizie
lees ook|meest gelezen|gerelateerde artikelen|meer nieuws|läs också|läs även|mest läst|mest lästa
relaterade artiklar|läs mer om
les også|mest lest|relaterte saker|flere saker|læs også|mest læste|lue myös|luetuimmat|czytaj także
czytaj również|najczęściej czytane|powiązane artykuły
taip pat skaitykite|skaitykite taip pat|skaitomiausi|susiję straipsniai|ilginizi çekebilir|benzer haberler
en çok okunanlar
читайте также|материалы по теме|по теме|самое читаемое|популярное|другие новости|рекомендуем|новости по теме
اقرأ أيضا|اقرأ أيضًا|الأكثر قراءة|مواضيع ذات صلة|أخبار ذات صلة|قد يعجبك أيضا
यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|संबंधित खबरें|और खबरें|आपको ये भी पसंद आ सकता है
関連記事|関連ニュース|あわせて読みたい|こちらもおすすめ|おすすめ記事|おすすめ|アクセスランキング|人気記事|最新記事
相关阅读|相关新闻|推荐阅读|热门新闻|猜你喜欢|延伸阅读
관련기사|관련 기사|추천기사|많이 본 뉴스|많이 본 기사|인기기사|함께 보면 좋은 기사
""")
"""Headings over lists of other articles."""

COMMENT_HEADS = re.compile(
    r"(?:\d+ (?:comments?|replies|responses|kommentare?|commentaires?|comentarios?|"
    r"comentários?|commenti|reacties|kommentarer)"
    r"|(?:comments?|kommentare|commentaires|comentarios|comentários|commenti|reader comments) \d+"
    r"|\d+ (?:responses?|comments?|thoughts?) (?:to|on) .{1,120}"
    r"|leave a (?:reply|comment)(?: cancel reply)?|post a comment|join the (?:conversation|"
    r"discussion)|all comments|reader comments"
    r"|deixe um(?:a)? (?:comentário|resposta).{0,20}|deja (?:un comentario|"
    r"una respuesta).{0,20}|schreiben sie einen kommentar"
    r"|laisser un commentaire|lascia un commento|komentarai|be the first to comment|no comments yet"
    r"|blog comments powered by disqus|comments powered by disqus|view comments)"
)
"""Keys of headings over comments."""

INSERTS = re.compile(
    r"\W{0,3}(?:also read|read also|also see|see also|read more|read next|read this|read|"
    r"related|related story|more|watch|watch live|listen|don[’']t miss|must read|in pictures"
    r"|lesen sie (?:auch|mehr|dazu)|mehr dazu|mehr zum thema|lire aussi|à lire aussi|lire|"
    r"voir aussi|lee también|lea también|leia também|veja também|leia mais"
    r"|leggi anche|lees ook|läs också|läs även|läs mer|les også|læs også|lue myös|"
    r"czytaj (?:także|też|również)|taip pat skaitykite|читайте также"
    r"|اقرأ أيضا|यह भी पढ़ें|ये भी पढ़ें|関連記事|相关阅读|관련기사)\s?(?:[|:：–—>»-]|\.{3})\s?.{3,180}",
    re.IGNORECASE,
)
"""A pointer to another article, in the middle of this one: a cue, a separator, a headline."""

STRONG_INSERTS = re.compile(
    r"\W{0,3}(?:also read|read also|related story|lesen sie auch|(?:à )?lire aussi|"
    r"lee también|lea también|leia também|veja também|leggi anche"
    r"|lees ook|läs också|läs även|les også|læs også|lue myös|czytaj także|читайте также|"
    r"यह भी पढ़ें|ये भी पढ़ें)\b.{3,180}",
    re.IGNORECASE,
)
"""The same without a separator, for cues that no sentence begins with."""

NOTICES = re.compile(
    r"(?:we use|this (?:web)?site uses|our (?:web)?site uses|wir verwenden|diese (?:website|"
    r"seite) verwendet|nous utilisons|ce site utilise"
    r"|utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)|este site (?:utiliza|usa)|"
    r"utilizziamo|questo sito (?:utilizza|usa)) .{0,60}cookies?\b.{0,400}"
    r"|by (?:continuing|using|clicking|signing|subscribing|submitting|"
    r"registering)\b.{0,80}(?:you (?:agree|accept|consent|acknowledge|confirm)).{0,300}"
    r"|(?:©|\(c\)|copyright)\s.{0,200}"
    r"|(?:sign up|subscribe|register) (?:for|to) .{0,40}(?:newsletters?|briefings?|alerts?|"
    r"e?mails?|updates|inbox)\b.{0,160}"
    r"|get (?:our|the|all the) .{0,60}(?:in|to|delivered to|straight to) your (?:inbox|e?mail).{0,100}"
    r"|(?:download|get) (?:our|the) (?:free )?(?:mobile )?apps?\b.{0,100}|follow (?:us|"
    r"me) on (?:x|twitter|facebook|instagram|linkedin|google news|telegram)\b.{0,80}"
    r"|click here to .{0,80}|tap here to .{0,80}|"
    r"your (?:e ?mail|email) address will not be published.{0,100}"
    r"|required fields are marked.{0,20}|\d{1,3} ?min(?:ute)?s?\.? (?:read|lesezeit|"
    r"de lecture|de lectura|lesetid)|(?:reading time|lesezeit|temps de lecture|"
    r"tempo de leitura|tempo di lettura)\W.{0,30}"
    r"|(?:share|teilen|partager|compartir) (?:this|on|via|auf|sur|en)\b.{0,40}|"
    r"click to (?:share|print|email|expand|enlarge|view)\b.{0,80}"
    r"|story continues (?:below|after).{0,60}|article continues (?:below|after).{0,60}|"
    r"comments? \(?\d+\)?|\d+ (?:shares|views|likes|comments|kommentare|commentaires|"
    r"comentarios|comentários)"
    r"|javascript (?:is|must be|appears).{0,120}|please (?:enable|log ?in|sign in|register|"
    r"subscribe)\b.{0,120}",
    re.IGNORECASE,
)
"""Whole lines that are notices, whatever they say besides."""

NOTICE_CUES = ("all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "enable javascript")
NOTICES_INSIDE = re.compile(
    r".{0,120}\ball rights reserved\b.{0,120}|.{0,80}\balle rechte vorbehalten\b.{0,80}"
    r"|.{0,80}tous droits réservés.{0,80}|.{0,80}enable javascript.{0,120}",
    re.IGNORECASE,
)
"""The same where the cue stands anywhere; only lines with one of `NOTICE_CUES` can match."""


PATH = re.compile(
    r"(?:home|start|startseite|accueil|inicio|início|главная|news)(?:\s?[>›»/|]\s?[^>›»/|]{1,60}){1,6}",
    re.IGNORECASE,
)
"""The trail of sections above an article."""

SITE_WORDS = words(
    """
    cookie cookies newsletter newsletters subscribe subscriber subscribers subscription subscriptions unsubscribe
    account login log-in sign signed password e-mail email inbox app apps download click privacy policy terms
    copyright reserved advertisement advertisements advertising advertiser comment comments reply share follow
    browser javascript register registered registration membership member members offer trial free donate
    donation contact website site consent preferences settings notifications alerts updates updated published
    republish permission trademark affiliate commission disclaimer editors
    abonnieren abo abos abonnement abonnenten anmelden anmeldung konto passwort registrieren einloggen
    datenschutz datenschutzerklärung einwilligung werbung anzeige kostenlos kommentar kommentare einstellungen
    inhalte inhalt drittanbieter nutzungsbedingungen testen kündbar redaktion widerrufen personenbezogene
    s'abonner abonnez-vous abonné abonnés abonnés connexion compte inscrire inscription inscrivez-vous gratuit
    gratuitement publicité confidentialité données commentaire commentaires partager mentions recevez
    suscríbete suscripción suscriptores suscriptor registrarse registro cuenta correo contraseña publicidad
    privacidad comentario comentarios compartir gratis condiciones newsletter
    assine assinante assinantes assinatura cadastro cadastre-se conta senha publicidade privacidade comentário
    comentários compartilhe grátis receba
    abbonati abbonamento abbonarsi accedi registrati pubblicità commenti condividi gratuitamente iscriviti
    abonneren abonnee abonnees inloggen gratis advertentie reacties wachtwoord aanmelden
    prenumerera prenumerant logga konto annons kommentarer nyhetsbrev godkänner tjänst
    abonner abonnement abonnent nyhetsbrev annonse logg kjøp personvern informasjonskapsler
    prenumeruoti prenumerata komentarai registruotis slapukai
    subskrypcja prenumerata zaloguj konto reklama komentarze regulamin prywatności
    abone üyelik giriş çerez gizlilik reklam yorum yorumlar bülten
    подписка подписаться подпишитесь рассылка реклама комментарии комментарий войти аккаунт регистрация
    اشترك الاشتراك النشرة تسجيل الدخول البريد إعلان الخصوصية
    सब्सक्राइब न्यूज़लेटर विज्ञापन लॉगिन ऐप डाउनलोड
    会員 会員登録 登録 購読 無料 ログイン 広告 利用規約 無断転載 구독 로그인 회원가입 무단 재배포 금지 저작권자 저작권
    订阅 登录 注册 广告 版权
    """
)
"""Words in which a site speaks of itself to its reader, rather than of the world."""

CREDIT_WORDS = words(
    """
    photo photos photograph photographer foto fotos photographie fotografía fotografia fotograf fotó fotoğraf фото
    image images picture pictures bild bilder imagen imagem imago illustration illustratie grafik graphic infographic
    screenshot capture video vidéo vídeo caption legende légende bildunterschrift archive archives archivbild
    archivfoto symbolbild symbolfoto archivo arquivo archivio file credit credits crédit crédito courtesy quelle
    source handout copyright ©
    reuters afp ap epa dpa apa sda keystone ansa efe lusa ntb tt ritzau lehtikuva anp belga pap mti čtk tass ria sputnik
    xinhua kyodo jiji yonhap pti ani aap bloomberg getty alamy shutterstock istock unsplash pexels depositphotos
    picture-alliance alliance pixabay zuma cnp pool stringer wikimedia commons scanpix bildbyrån
    写真 画像 撮影 提供 사진 뉴스1 연합뉴스 뉴시스 图片 摄影 图 صورة تصوير फोटो तस्वीर
    """
)
"""Words of captions and of the credits below pictures: an article's sentences have them too, but seldom dense."""
