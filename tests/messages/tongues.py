"""What the rules for words look for, in each language there is a file of words in."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """One language.

    ``forbidden``: words that blame, that belong to a form about somebody, or that promise what
    nobody can keep; each with the ``endings`` it may have. ``not_on_a_lock_screen``: no event,
    no feeling, no service. ``may_be_left``: words that say the note may be left as it is.
    ``greeted``: where the reader's own first name stands.
    """

    forbidden: tuple[str, ...]
    endings: str
    not_on_a_lock_screen: re.Pattern[str]
    may_be_left: re.Pattern[str]
    greeted: re.Pattern[str]


ENGLISH = Tongue(
    forbidden=(
        "second victim",
        "victim",
        "error",
        "mistake",
        "wrong",
        "fault",
        "blame",
        "blamed",
        "incident",
        "adverse event",
        "case",
        "ticket",
        "trauma",
        "traumatic",
        "resilience",
        "resilient",
        "must",
        "mandatory",
        "assessment",
        "symptom",
        "you were there",
        "anonymous",
        "anonymously",
        "privileged",
        "100 %",
        "100%",
        "100 percent",
        "no one else can see",
        "nobody else can see",
        "will never know",
        "i know how you feel",
        "you haven't responded",
        "you have not responded",
        "you haven't answered",
        "you have not answered",
    ),
    endings="(e?s)?",
    not_on_a_lock_screen=re.compile(
        r"\b(events?|break|peers?|support\w*|talk\w*|feel\w*|cop(e|ing)|hard|hurt|sad|stress\w*"
        r"|grie\w+|sorry|help\w*|cris[ie]s|time-?outs?|die[ds]?|death|dead|harm\w*|patients?"
        r"|chaplains?|counsel\w*|therap\w+|suicid\w+|mental|burnout|well-?being|loss|lost|upset"
        r"|anx\w+|eap|urgent|emergenc\w+)\b",
        re.IGNORECASE,
    ),
    may_be_left=re.compile(
        r"\bignore (it|this)\b|\b(do not|don't) have to answer\b|\bsaying no is fine\b"
        r"|\bnothing (more |else )?you need to do\b|\bno reply needed\b|\bif you press nothing\b",
        re.IGNORECASE,
    ),
    greeted=re.compile(r"\b(?:Hi|Take care,) ([^\W\d_]+)\."),
)

SPANISH = Tongue(
    forbidden=(
        "víctima",
        "error",
        "errores",
        "equivocación",
        "equivocaciones",
        "equivocado",
        "falla",
        "fallo",
        "culpa",
        "culpable",
        "incidente",
        "evento adverso",
        "evento",
        "caso",
        "ticket",
        "trauma",
        "traumático",
        "resiliencia",
        "resiliente",
        "debe",
        "deben",
        "tiene que llamar",
        "obligatorio",
        "obligatoria",
        "evaluación",
        "evaluaciones",
        "síntoma",
        "usted estuvo ahí",
        "usted estuvo allí",
        "usted estaba ahí",
        "anónimo",
        "anónima",
        "anónimamente",
        "privilegiado",
        "privilegiada",
        "100 %",
        "100%",
        "nadie más puede ver",
        "nadie más lo puede ver",
        "nunca sabrá",
        "nunca lo sabrá",
        "sé cómo se siente",
        "no ha respondido",
        "no ha contestado",
        "tú",
        "tu",
        "tus",
        "puedes",
        "quieres",
        "vosotros",
        # What somebody asks for is a "solicitud" everywhere.
        "petición",
        "peticiones",
    ),
    endings="s?",
    not_on_a_lock_screen=re.compile(
        r"\b(evento\w*|hecho\w*|pausa\w*|descanso\w*|compañer\w+|apoy\w+|habl\w+|charla\w*"
        r"|sent\w+|sient\w+|dur[oa]s?|difícil\w*|dol\w+|duel\w+|trist\w+|estrés\w*"
        r"|ayud\w+|crisis|muert\w+|muri\w+|daño\w*|paciente\w*|capell\w+|consej\w+|terap\w+"
        r"|suicid\w+|mental\w*|bienestar|pérdida\w*|perdid\w+|ansi\w+|eap|urgen\w+"
        r"|emergenci\w+|peligro\w*)\b",
        re.IGNORECASE,
    ),
    may_be_left=re.compile(
        r"\bignorar(la|lo)?( este| esto)?\b|\bno tiene que (responder|hacer nada)\b"
        r"|\bnunca tiene que responder\b|\bpuede decir que no\b|\bno hace falta responder\b"
        r"|\bsi no toca nada\b",
        re.IGNORECASE,
    ),
    greeted=re.compile(r"\b(?:Hola|Cuídese), ([^\W\d_]+)\."),
)

TONGUES = {"en": ENGLISH, "es": SPANISH}
