"""What a lab is: a setting of its knobs in, frames out. Nothing here knows how a lab is shown, nor imports numpy."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tutor.errors import LabError
from tutor.labs.frame import Frame, Moment
from tutor.labs.knobs import Knob, Value, show, tell
from tutor.suggest import did_you_mean

Changes = tuple[tuple[str, Value], ...]
"""Some knobs at other values."""


@dataclass(frozen=True)
class Setting:
    """Where every knob stands, which variants are kept beside it, and the seed."""

    values: Changes
    kept: tuple[Changes, ...] = ()
    seed: int = 0
    among: Variants | None = None  # how the lab tells variants apart
    name: str = field(default="", compare=False)  # of one variant of several: as it is typed,
    label: str = field(default="", compare=False)  # and as it is read

    def text(self, name: str) -> str:
        """The option a choice knob stands at."""
        return str(dict(self.values)[name])

    def number(self, name: str) -> float:
        """The value of a number knob."""
        return float(dict(self.values)[name])

    def whole(self, name: str) -> int:
        """The value of a whole-number knob."""
        return round(self.number(name))

    def turned(self, changes: Mapping[str, Value]) -> Setting:
        """The same setting with some knobs at other values."""
        return replace(self, values=tuple((name, changes.get(name, value)) for name, value in self.values))

    def variants(self) -> tuple[Setting, ...]:
        """One setting for each curve to draw: the kept ones in order, the present one last."""
        settings = [replace(self.turned(dict(changes)), kept=()) for changes in self.kept]
        present = replace(self, kept=())
        drawn = (*(setting for setting in settings if setting != present), present)
        if self.among is None:
            return drawn
        names = self.among.telling(drawn)
        told = tuple(replace(v, label=self.among.tell(v, names)) for v in drawn)
        return tuple(replace(v, name=self.among.write(v, names)) for v in told) if len(told) > 1 else told


@dataclass(frozen=True)
class Variants:
    """Which knobs may differ between curves of one picture, and how many curves there may be.

    One variant is written as its knob values joined by colons (`relu:he`), with `--OPTION` on the command line; or,
    where many knobs may differ, as those that do (`init=he,rate=0.1`).
    """

    option: str
    knobs: tuple[str, ...]
    most: int = 4
    is_named: bool = False

    def telling(self, drawn: tuple[Setting, ...]) -> tuple[str, ...]:
        """The knobs that tell these settings apart."""
        if not self.is_named:
            return self.knobs
        return tuple(name for name in self.knobs if len({dict(setting.values).get(name) for setting in drawn}) > 1)

    def write(self, setting: Setting, names: tuple[str, ...]) -> str:
        """One of them as it is typed."""
        shown = {name: show(dict(setting.values)[name]) for name in names}
        return (
            ",".join(f"{name}={value}" for name, value in shown.items()) if self.is_named else ":".join(shown.values())
        )

    def tell(self, setting: Setting, names: tuple[str, ...]) -> str:
        """One of them as it is read."""
        values = dict(setting.values)
        return " ".join(
            tell(values[name]) if isinstance(values[name], str) or not self.is_named else f"{name} {tell(values[name])}"
            for name in names
        )


Values = Mapping[str, Value]
Run = Callable[[Setting], Iterator[Frame | Moment]]


@dataclass(frozen=True)
class Lab:
    """An experiment: knobs, and a generator from a setting to frames."""

    name: str
    knobs: tuple[Knob, ...]
    run: Run
    variants: Variants | None = None
    is_random: bool = True  # whether the seed changes anything
    is_live: bool = False  # whether it is worth watching while it runs
    drawn: tuple[str, ...] = ()  # the variants that it starts with
    held: Changes = ()  # what its experiment needs beside these knobs
    script: str = ""  # the textbook script that says the same, if it is not named after the lab

    def preset(
        self,
        name: str,
        values: Values,
        free: Iterable[str],
        variants: Variants | None = None,
        drawn: Iterable[str] = (),
    ) -> Lab:
        """The same experiment under another name, from other defaults, with only some of its knobs. Raises LabError."""
        start = self.setting(values).values
        knobs = tuple(self.knob(knob).starting_at(dict(start)[knob]) for knob in free)
        names = {knob.name for knob in knobs}
        held = tuple((knob, value) for knob, value in start if knob not in names)
        return replace(
            self,
            name=name,
            knobs=knobs,
            run=lambda setting: self.run(replace(setting, values=(*setting.values, *held))),
            variants=variants,
            drawn=tuple(drawn),
            held=held,
            script=self.script or self.name,
        )

    def knob(self, name: str) -> Knob:
        """The knob of that name. Raises LabError."""
        for knob in self.knobs:
            if knob.name == name:
                return knob
        known = [knob.name for knob in self.knobs]
        raise LabError(
            f"The lab {self.name} has no knob {name!r}.", did_you_mean(name, known) or f"It has: {', '.join(known)}."
        )

    def setting(self, params: Values | None = None, variants: Iterable[str] = (), seed: int = 0) -> Setting:
        """The defaults with some knobs set and some variants drawn, the last as the present one. Raises LabError."""
        if seed < 0:
            raise LabError(f"There are no random numbers of seed {seed}.", "Give a whole number from 0 on.")
        checked = {name: self.knob(name).check(value) for name, value in (params or {}).items()}
        asked = tuple(variants) or (() if self._says_a_variant(params or ()) else self.drawn)
        drawn = [self.read_variant(text) for text in asked]
        if self.variants and len(drawn) > self.variants.most:
            raise LabError(f"At most {self.variants.most} variants fit in one picture, not {len(drawn)}.")
        for name, value in drawn[-1] if drawn else ():
            if name in checked:
                raise LabError(f"{name} is said twice: by itself and in a variant.", "Say it once.")
            checked[name] = value
        values = tuple((knob.name, checked.get(knob.name, knob.default)) for knob in self.knobs)
        if self.variants and self.variants.is_named:
            drawn = self._evened(drawn, params or {})
        kept = dict.fromkeys(variant for variant in drawn[:-1] if variant != drawn[-1])  # each curve once
        return Setting(values, tuple(kept), seed, self.variants)

    def _says_a_variant(self, names: Iterable[str]) -> bool:
        return self.variants is not None and any(name in self.variants.knobs for name in names)

    def narrowed(
        self, name: str, low: float | None = None, high: float | None = None, options: tuple[str, ...] | None = None
    ) -> Lab:
        """The lab with one knob held in narrower limits, or to some of its options. Raises LabError."""
        narrowed = self.knob(name).narrowed(low, high, options)
        return replace(self, knobs=tuple(narrowed if knob.name == name else knob for knob in self.knobs))

    def read_variant(self, text: str) -> Changes:
        """The knob values that `relu:he` stands for. Raises LabError."""
        if self.variants is None:
            raise LabError(f"The lab {self.name} draws one variant only.")
        if self.variants.is_named:
            return self._read_named(text, self.variants.knobs)
        names, parts = self.variants.knobs, text.split(":")
        if len(parts) != len(names):
            raise LabError(f"{text!r} is not a variant.", f"Write it as {':'.join(names).upper()}.")
        return tuple((name, self.knob(name).check(part)) for name, part in zip(names, parts, strict=True))

    def _evened(self, drawn: list[Changes], params: Values) -> list[Changes]:
        """Every variant with all knobs that any of them names: at what is set besides, or at their defaults."""
        names = dict.fromkeys(name for variant in drawn for name, _ in variant)
        usual = {name: self.knob(name).check(params.get(name, self.knob(name).default)) for name in names}
        return [tuple((usual | dict(variant)).items()) for variant in drawn]

    def _read_named(self, text: str, names: tuple[str, ...]) -> Changes:
        pairs = [part.partition("=")[::2] for part in text.split(",")]
        for name, _ in pairs:
            if name not in names:
                raise LabError(
                    f"{text!r} is not a variant.", f"Write it as {names[0]}=VALUE, with any of: {', '.join(names)}."
                )
        return tuple((name, self.knob(name).check(value)) for name, value in pairs)

    def write_variant(self, setting: Setting) -> str:
        """The present variant as it is typed: `relu:he`."""
        if self.variants is None:
            return ""
        values = dict(setting.values)
        return ":".join(self.knob(name).show(values[name]) for name in self.variants.knobs)

    def tell_variant(self, setting: Setting) -> str:
        """The present variant as it is read: `relu he`."""
        if self.variants is None:
            return ""
        values = dict(setting.values)
        return " ".join(self.knob(name).tell(values[name]) for name in self.variants.knobs)

    def keep(self, setting: Setting) -> Setting:
        """The setting with its present variant kept, so that turning a knob starts another. Raises LabError."""
        if self.variants is None:
            raise LabError(f"The lab {self.name} draws one variant only.")
        values = dict(setting.values)
        present = tuple((name, values[name]) for name in self.variants.knobs)
        if present in setting.kept:
            return setting
        if len(setting.kept) + 1 >= self.variants.most:
            raise LabError(f"At most {self.variants.most} variants fit in one picture.", "Drop one first.")
        return replace(setting, kept=(*setting.kept, present))

    def race(self, setting: Setting, knob: Knob) -> Setting:
        """The setting with other values of one knob beside the present one, and nothing else kept. Raises LabError."""
        if self.variants is None:
            raise LabError(f"The lab {self.name} draws one variant only.", "Turn one knob after the other.")
        if knob.name not in self.variants.knobs:
            racing = ", ".join(self.knob(name).label for name in self.variants.knobs)
            raise LabError(f"{knob.label} is the same for all variants.", f"Race along one of: {racing}.")
        present = dict(setting.values)[knob.name]
        others = [value for value in knob.around(present, self.variants.most) if value != present]
        if not others:
            raise LabError(f"{knob.label} has one value only.", "Race along another knob.")
        return replace(setting, kept=tuple(((knob.name, value),) for value in others))

    def drop(self, setting: Setting) -> Setting:
        """The setting without the variant kept last."""
        return replace(setting, kept=setting.kept[:-1])

    def with_seed(self, setting: Setting, seed: int) -> Setting:
        """The same setting with other random numbers."""
        return replace(setting, seed=seed)

    def command(self, setting: Setting) -> str:
        """The command line that reproduces this setting."""
        words = ["tutor", "lab", self.name]
        defaults = {knob.name: knob.default for knob in self.knobs}
        drawn = setting.variants()
        variants = self.variants if len(drawn) > 1 else None
        told = variants.telling(drawn) if variants else ()
        values = dict(setting.values)
        said = [name for name in values if values[name] != defaults[name] and name not in told]
        if self.drawn and self.variants and not variants and not self._says_a_variant(said):
            said.append(self.variants.knobs[0])  # else it would start with those drawn at first
        for name in said:
            words += [f"--{name}", self.knob(name).show(values[name])]
        if variants:
            for variant in drawn:
                words += [f"--{variants.option}", variant.name]
        if self.is_random:
            words += ["--seed", str(setting.seed)]
        return shlex.join(words)
