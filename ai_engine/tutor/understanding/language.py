"""Whether a message is English, by its function words; code, short messages and names never make it foreign."""

import re

_WORDS_OF_ENGLISH = """
the a an is are was were be do does did i you he she it we they my your this that these those what why how when
where which who and or but not no yes to of in on at for with from by as if then can could should would will
have has had me him them there here please help thanks thank hi hello hey want need get gets got make know think
mean means doesn't don't isn't can't won't i'm it's what's code program error function loop list string print
just so still again about
"""
_ENGLISH = frozenset(_WORDS_OF_ENGLISH.split())
_FOREIGN = {
    "Spanish": "el la los las un una que es por para con como cómo qué porque pero mi tu esta este esto no funciona hola gracias puedo puede hacer "
    "código codigo ayuda cuál cual cuando dónde error sale hay una del ejercicio necesito quiero estoy tengo soy explicar explica lista bucle",
    "French": "le la les un une des est que qui pour avec comment pourquoi mais mon ma mes ce cette ne pas fonctionne bonjour merci je tu il nous vous "
    "peux peut faire code aide dans sur suis j'ai c'est qu'est-ce quoi boucle liste expliquer expliquez moi au aux du erreur salut",
    "German": "der die das ein eine einen ist sind und oder nicht wie warum was ich du er sie wir mein meine dieser diese für mit von zu auf kann können "
    "funktioniert hallo danke bitte hilfe mir fehler schleife liste erklären erkläre im dem den es geht wenn habe haben warum bekomme ausgeben",
    "Portuguese": "o a os as um uma que é por para com como porque mas meu minha este esta isto não funciona olá obrigado posso pode fazer código ajuda "
    "erro está uma do da no na eu você preciso quero tenho lista laço explicar explica qual quando",
    "Italian": "il lo la gli le un una che è per con come perché ma mio mia questo questa non funziona ciao grazie posso può fare codice aiuto errore "
    "sono ho del della nel cosa quale quando lista ciclo spiegare spiega",
    "Dutch": "de het een is en of niet hoe waarom wat ik jij hij wij mijn deze dit voor met van op kan werkt hallo bedankt hulp fout lijst lus uitleggen "
    "heb er maar naar je mij kun wordt",
    "Turkish": "bir bu ve ne için nasıl neden ben sen benim değil çalışmıyor merhaba teşekkürler yardım hata kod mi mı var yok nedir liste döngü",
    "Polish": "jest nie to jak dlaczego co ja ty mój moja ten ta dla z na w czy działa cześć dziękuję pomoc błąd kod proszę mam się lista pętla",
    "Indonesian": "yang dan di ke dari ini itu tidak bagaimana mengapa apa saya kamu untuk dengan bisa tolong terima kasih halo kode kenapa adalah",
    "Swedish": "och att det är en ett inte hur varför vad jag du min mitt för med på kan fungerar hej tack hjälp fel kod lista",
}
_SETS = {name: frozenset(words.split()) for name, words in _FOREIGN.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def foreign_language(prose: str) -> str | None:
    """The language of `prose` when it surely isn't English ("another language" where the script is all that is known), else None."""
    text = re.sub(r"`[^`]*`|\"[^\"]*\"|'[^' ]*'|(?<!\w)\w{0,60}[_.(\[]\w*", " ", prose)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    letters = [character for word in words for character in word]
    if len(letters) >= 4:
        other_script = sum(1 for character in letters if ord(character) >= 0x370)
        if other_script > len(letters) / 2 or (other_script and _unspaced(letters) >= 3):
            return "another language"
    if len(words) < 2:
        return None
    english = sum(1 for word in words if word in _ENGLISH)
    name, hits = max(
        ((name, sum(1 for word in words if word in known)) for name, known in _SETS.items()), key=lambda pair: pair[1]
    )
    accents = sum(1 for word in words if not word.isascii())
    strong = hits + accents
    enough = len(words) >= 3 or accents > 0
    if enough and hits >= 2 and strong > english * 1.5 and strong >= len(words) * 0.3:
        return name
    return None


def _unspaced(letters: list[str]) -> int:
    """How many letters are of scripts written without spaces, where few of them make a sentence."""
    return sum(1 for character in letters if 0x2E80 <= ord(character) <= 0xD7FF)
