"""What a quantity is: its name, label, unit and kind. Nodes refer to it; inputs and lines extend it."""

from __future__ import annotations

from typing import Any, ClassVar, Self, SupportsIndex

from revenue_planner.ground.units import Unit, UnitWords, declare_units, is_counted, is_per_cent, parse_unit


def label_from(name: str) -> str:
    """The label of a name that gives none: "link_clicks" is "Link clicks"."""
    return name.replace("_", " ").capitalize()


class Quantity:
    """An attribute of a class of equations that has a unit; it takes its name from the attribute."""

    #: Which sort of input or line it is.
    kind: str
    #: The words it may be, where it is a choice.
    options: tuple[str, ...] = ()
    #: Whether it has a figure for the month before the plan.
    opens: bool = False
    #: Whether a plan is expected to give it month by month.
    by_month: bool = False
    #: The class whose attribute it is.
    owner: type | None = None

    def __init__(self, unit: str, label: str) -> None:
        self.unit, self.label, self.name = unit, label, ""

    def verify(self) -> None:
        """Raises ValueError where the declaration contradicts itself; units are known by then."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner, self.name = owner, name
        self.label = self.label or label_from(name)

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Copies and pickles refer to the attribute of its class: it is there in every process, equation and all."""
        if self.owner is not None and vars(self.owner).get(self.name) is self:
            return _declared, (self.owner, self.name)
        return super().__reduce_ex__(protocol)

    @property
    def per_cent(self) -> bool:
        """Whether people read it as a percentage."""
        return is_per_cent(self.unit)

    @property
    def counts(self) -> bool:
        """Whether it counts things, of which there are no halves. A plan may still give an average of them."""
        return is_counted(self.unit)

    @property
    def as_unit(self) -> Unit:
        return parse_unit(self.unit)


def _declared(owner: type, name: str) -> Quantity:
    found = vars(owner)[name]
    assert isinstance(found, Quantity)
    return found


class Symbol:
    """A stand-in for whatever holds quantities: its attributes are references. It holds no values."""

    #: Units that its quantities are in, beside money, time and shares.
    units: ClassVar[tuple[UnitWords, ...]] = ()
    #: Whose quantities they are: "" is the class's own.
    role: str

    def __init_subclass__(cls) -> None:
        """Raises ValueError where a quantity's unit is none."""
        super().__init_subclass__()
        declare_units(cls.units)
        for attribute in vars(cls).values():
            if isinstance(attribute, Quantity):
                parse_unit(attribute.unit)
                attribute.verify()

    @classmethod
    def symbol(cls, role: str) -> Self:
        instance = cls()
        instance.role = role
        return instance
