"""People, the accounts they log in with, and the posts they hold."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Func, Q, Value

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Person(models.Model):
    """A member of a group, or an outside expert, as a matter of record; may or may not have an account."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    staff_no = models.CharField(max_length=32)
    name_zh = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    gender = models.CharField(max_length=1, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=60, blank=True)
    talent_grade = models.CharField(max_length=30, blank=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    left_on = models.DateField(null=True, blank=True)
    search_text = models.CharField(max_length=240, blank=True)
    search_initials = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=700, db_collation="C", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "staff_no"], name="person_staff_no_once_per_group"),
            models.CheckConstraint(condition=~Q(name_zh="") | ~Q(name_en=""), name="person_has_a_name"),
        ]
        indexes = [models.Index(fields=["group", "sort_key", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no way to make a superuser."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """What one logs in with. Carries no rights: those come from posts, grants, delegations and staff sessions.

    `guest_name` names somebody from outside who is no person on record: a guest, who belongs to no unit and sees only
    what is put before them.
    """

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    person = models.OneToOneField("organisation.Person", models.PROTECT, null=True, blank=True, related_name="account")
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_service = models.BooleanField(default=False)
    guest_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(guest_name="") | Q(person=None), name="account_guest_is_no_person")
        ]

    def __str__(self) -> str:
        return self.username


class PostKind(models.TextChoices):
    TOP_LEADER = "top_leader"
    GENERAL_MANAGER = "general_manager"
    ST_VICE_PRESIDENT = "st_vice_president"
    ST_OFFICER = "st_officer"
    ST_MANAGER = "st_manager"
    FINANCE_HEAD = "finance_head"
    HR_OFFICER = "hr_officer"
    AUDITOR = "auditor"


class Post(models.Model):
    """A person holds a post in a unit from a day on. A unit has one top leader (一把手) at any time."""

    scope_path = "unit"

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=PostKind.choices)
    valid = DateRangeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="post_one_top_leader_at_a_time",
                expressions=[
                    (Func("unit_id", "unit_id", Value("[]"), function="int8range"), "&&"),
                    ("valid", "&&"),
                ],
                condition=Q(kind="top_leader"),
            ),
            models.CheckConstraint(condition=~Q(valid__isempty=True), name="post_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["person"], name="post_person"),
            models.Index(fields=["unit", "kind"], name="post_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.unit_id}"
