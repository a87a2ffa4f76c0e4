"""A project and its long texts."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import Actor, ScopedQuerySet, within
from ceyuan.apps.workflow.stateful import Stateful


class Secrecy(models.TextChoices):
    PUBLIC = "public"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105
    CONFIDENTIAL = "confidential"


class TechClass(models.TextChoices):
    CHOKEPOINT = "chokepoint"
    INDUSTRY_COMMON = "industry_common"
    CORE_COMPETENCE = "core_competence"
    FRONTIER = "frontier"
    SHOP_FLOOR = "shop_floor"


class SourceLevel(models.TextChoices):
    NATIONAL = "national"
    PROVINCIAL = "provincial"
    GROUP = "group"
    STRATEGIC_UNIT = "strategic_unit"
    ENTERPRISE = "enterprise"
    EXTERNAL = "external"


class Mode(models.TextChoices):
    DIRECTED = "directed"
    COMPETITIVE = "competitive"
    OPEN_CHALLENGE = "open_challenge"
    RACE = "race"
    FREE = "free"


class BudgetMode(models.TextChoices):
    ITEMISED = "itemised"
    LUMP_SUM = "lump_sum"


# What leading a project brings over this project, and nothing else, while one leads it.
OF_THE_LEADER = frozenset({"projects.view", "projects.lead", "projects.sign"})


class ProjectQuerySet(ScopedQuerySet):
    """Projects are seen from the unit that leads them and from the units that take part."""

    def known_to(self, actor: Actor, permission: str) -> "ProjectQuerySet":
        """As `visible_to`, and the projects that the actor leads, wherever they are: for one record, not for lists.

        Lists stay with the reach: they are remembered for everybody of the same reach.
        """
        seen = self.visible_to(actor, permission)
        if permission not in OF_THE_LEADER or actor.person_id is None or actor.group_id is None:
            return seen
        own = self.filter(group=actor.group_id, leader=actor.person_id).values("pk")
        return self.filter(group=actor.group_id).filter(Q(pk__in=seen.values("pk")) | Q(pk__in=own))

    def visible_to(self, actor: Actor, permission: str) -> "ProjectQuerySet":
        roots = actor.reach.get(permission, ())
        if not roots or actor.group_id is None:
            return self.none()
        mine = self._without_rivals(actor).filter(group=actor.group_id)
        if actor.reaches_whole_group(permission):
            return mine
        participations = self.model._meta.apps.get_model("projects", "Participation").objects  # noqa: SLF001
        taking_part = participations.filter(within(roots, "unit__")).values("project_id")
        return mine.filter(within(roots, "lead_unit__") | Q(pk__in=taking_part))

    def _without_rivals(self, actor: Actor) -> "ProjectQuerySet":
        """Without the projects of other lanes of a race in which the actor runs; the database looks at races alone."""
        from ceyuan.apps.calls.interface import rival_bids

        rivals = rival_bids(actor)
        if rivals is None:
            return self
        promises = self.model._meta.apps.get_model("projects", "SourceIndicator").objects  # noqa: SLF001
        theirs = promises.filter(source_kind="calls.bid", source_id__in=rivals).values("project_id")
        return self.filter(~Q(mode=Mode.RACE) | ~Q(pk__in=theirs))


class Project(Stateful):
    """A project. Money in minor units of its currency; `funding_minor` is what is given, `total_minor` all cost.

    `total_minor` is null where the source does not give it (zero would say that it is free). `direction` is the
    technology direction it works for; without one it follows its programme.
    """

    scope_path = "lead_unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    programme = models.ForeignKey("projects.Programme", models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    leader = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    leader_name = models.CharField(max_length=120, blank=True)
    acronym = models.CharField(max_length=120, blank=True)
    title_zh = models.CharField(max_length=600, blank=True)
    title_en = models.CharField(max_length=600, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    terminated_on = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    total_minor = models.BigIntegerField(null=True, blank=True)
    funding_minor = models.BigIntegerField(null=True, blank=True)
    secrecy = models.CharField(max_length=12, choices=Secrecy.choices, default=Secrecy.PUBLIC)
    tech_class = models.CharField(max_length=20, choices=TechClass.choices, blank=True)
    source_level = models.CharField(max_length=16, choices=SourceLevel.choices, blank=True)
    mode = models.CharField(max_length=16, choices=Mode.choices, blank=True)
    budget_mode = models.CharField(max_length=12, choices=BudgetMode.choices, blank=True)
    direction = models.ForeignKey("strategy.Direction", models.PROTECT, null=True, blank=True, related_name="+")
    trl_start = models.PositiveSmallIntegerField(null=True, blank=True)
    trl_target = models.PositiveSmallIntegerField(null=True, blank=True)
    funding_scheme = models.CharField(max_length=80, blank=True)
    external_status = models.CharField(max_length=40, blank=True)
    keywords = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    year = models.GeneratedField(
        expression=F("starts_on__year"),  # type: ignore[arg-type]  # Django resolves it
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    sort_key = models.CharField(max_length=700, db_collation="C", blank=True)
    # Written by a trigger alone: what the lead unit and the programme are sorted by, so that an index holds the order.
    lead_key = models.CharField(max_length=80, db_collation="C", blank=True, editable=False)
    programme_key = models.CharField(max_length=80, db_collation="C", blank=True, editable=False)
    search_text = models.TextField(blank=True)
    search_initials = models.TextField(blank=True)
    search_grams = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    delivery_id = models.BigIntegerField(null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="project_code_once_per_group"),
            models.UniqueConstraint(fields=["group", "id"], name="project_group_and_id"),
            models.CheckConstraint(condition=~Q(title_zh="") | ~Q(title_en=""), name="project_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")), name="project_period"
            ),
            models.CheckConstraint(condition=Q(total_minor=None) | Q(total_minor__gte=0), name="project_total"),
            models.CheckConstraint(condition=Q(funding_minor=None) | Q(funding_minor__gte=0), name="project_funding"),
            models.CheckConstraint(condition=Q(trl_start=None) | Q(trl_start__range=(1, 9)), name="project_trl_start"),
            models.CheckConstraint(
                condition=Q(trl_target=None) | Q(trl_target__range=(1, 9)), name="project_trl_target"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "sort_key", "id"], name="project_by_title"),
            models.Index(fields=["group", "starts_on", "id"], name="project_by_start"),
            models.Index(fields=["group", "ends_on", "id"], name="project_by_end"),
            models.Index(fields=["group", "funding_minor", "id"], name="project_by_funding"),
            models.Index(fields=["group", "total_minor", "id"], name="project_by_total"),
            models.Index(fields=["group", "state", "id"], name="project_by_state"),
            models.Index(fields=["group", "year", "id"], name="project_by_year"),
            models.Index(fields=["group", "code", "id"], name="project_by_code"),
            models.Index(fields=["group", "lead_key", "id"], name="project_by_lead"),
            models.Index(fields=["group", "programme_key", "id"], name="project_by_programme"),
            *(
                models.Index("group", F(column).desc(nulls_last=True), F("id").desc(), name=f"project_{name}_down")
                for column, name in (("funding_minor", "funding"), ("total_minor", "total"), ("ends_on", "end"))
            ),
            GinIndex(fields=["search_grams"], name="project_search"),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class ProjectText(models.Model):
    """A long text of a project, apart from the row so that lists stay light."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=20, default="objective")
    language = models.CharField(max_length=8, default="zh")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "kind", "language"], name="project_text_once")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind}"
