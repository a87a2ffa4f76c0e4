"""Target fields and their words, read from the YAML files in ``fields/``: data, so that a language is a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

FieldKind = Literal["text", "date", "money", "int", "ratio", "code", "enum", "period"]
FOLDER = "fields"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field a column can be mapped to. ``synonyms`` are header words by language file."""

    name: str
    kind: FieldKind = "text"
    required: bool = False
    edge: Literal["start", "end"] = "start"
    shape: str = "any"
    weight: float = 1.0
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class FieldSet:
    """The fields of one subject, in order."""

    name: str
    fields: tuple[FieldSpec, ...]

    def __getitem__(self, name: str) -> FieldSpec:
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)

    def __contains__(self, name: str) -> bool:
        return any(spec.name == name for spec in self.fields)

    @property
    def languages(self) -> frozenset[str]:
        """All languages with words."""
        return frozenset(language for spec in self.fields for language in spec.synonyms)

    def without(self, languages: Iterable[str]) -> "FieldSet":
        """The same fields without the words of some languages: what a language costs that nobody has written yet."""
        dropped = set(languages)
        return FieldSet(
            self.name,
            tuple(
                FieldSpec(
                    spec.name,
                    spec.kind,
                    spec.required,
                    spec.edge,
                    spec.shape,
                    spec.weight,
                    {language: words for language, words in spec.synonyms.items() if language not in dropped},
                )
                for spec in self.fields
            ),
        )


@cache
def load_fields(name: str) -> FieldSet:
    """The field set ``fields/<name>.yaml`` with the words of all ``fields/<name>.<language>.yaml``."""
    folder = resources.files("ceyuan.core.intake").joinpath(FOLDER)
    declared: list[dict[str, Any]] = yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text("utf-8"))
    words: dict[str, dict[str, tuple[str, ...]]] = {entry["name"]: {} for entry in declared}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        stem, _, rest = file.name.partition(".")
        language = rest.removesuffix(".yaml")
        if stem == name and language != "yaml":
            for field_name, synonyms in yaml.safe_load(file.read_text("utf-8")).items():
                words[field_name][language] = tuple(synonyms)
    return FieldSet(name, tuple(FieldSpec(**entry, synonyms=words[entry["name"]]) for entry in declared))


PROJECT_FIELDS = load_fields("project")
