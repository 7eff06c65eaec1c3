"""A clock that moves only when it is told to: the simulation's, for all tests."""

from adapters.simulation.clock import SimulatedClock

__all__ = ["SimulatedClock"]
