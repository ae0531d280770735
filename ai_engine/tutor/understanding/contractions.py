"""Contractions as learners type them: "dont", "whats", "im". The patterns of this floor know the written form."""

import re

_FORMS = {
    "im": "I'm", "ive": "I've", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "isnt": "isn't",
    "arent": "aren't", "wasnt": "wasn't", "werent": "weren't", "wouldnt": "wouldn't", "shouldnt": "shouldn't",
    "couldnt": "couldn't", "havent": "haven't", "hasnt": "hasn't", "whats": "what's", "thats": "that's", "theres": "there's",
    "hows": "how's", "youre": "you're",
}  # fmt: skip
_WORD = re.compile(rf"(?<![\w.'`\"=(]){'(' + '|'.join(_FORMS) + ')'}(?![\w.'`\"=(\[])", re.IGNORECASE)


def spelt_out(prose: str) -> str:
    """The prose with its contractions written with an apostrophe; what stands as code or in quotes is left alone."""

    def written(found: re.Match[str]) -> str:
        form = _FORMS[found[1].lower()]
        return form[0].upper() + form[1:] if found[1][0].isupper() else form

    return _WORD.sub(written, prose.replace("’", "'"))
