"""What a translation still lacks, with the English beside it.

``python -m tests.messages.untranslated`` lists it; it ends with 1 while there is any.
"""

import sys

from adapters.catalogue import ORIGINAL, load_catalogues
from tests.messages import drawn


def untranslated() -> dict[str, list[str]]:
    """The keys that each translation lacks; their texts are the English ones."""
    catalogues = load_catalogues()
    original = catalogues.pop(ORIGINAL)
    return {
        language: [key for key, message in original.items() if translated[key] is message]
        for language, translated in catalogues.items()
    }


def listed() -> list[str]:
    """A line a key, with all its forms in English."""
    original = drawn.catalogue(ORIGINAL)
    return [
        f"{language}: {key}.{form} = {template.written!r}"
        for language, keys in untranslated().items()
        for key in keys
        for form, template in original[key].forms.items()
    ]


if __name__ == "__main__":
    lines = listed()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.exit(1 if lines else 0)
