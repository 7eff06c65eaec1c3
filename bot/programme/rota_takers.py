"""Rotas name only people who take such requests in that area."""

from dataclasses import replace

from bot.programme.model import Programme


def with_takers_alone(programme: Programme) -> Programme:
    """The programme without turns of who takes no such requests there any more."""
    rotas = []
    for rota in programme.rotas:
        area = programme.area(rota.area)
        takers = programme.takers(area, rota.option) if area else ()
        turns = tuple(turn for turn in rota.turns if turn.person in takers)
        if turns or rota.calendar:
            rotas.append(replace(rota, turns=turns))
    return replace(programme, rotas=tuple(rotas))
