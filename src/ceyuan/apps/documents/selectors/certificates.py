"""Certificates of people, the authority behind them, and what a verifier here believes."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from ceyuan.apps.documents.models import Certificate
from ceyuan.apps.documents.policies import KEEP_CERTIFICATES
from ceyuan.apps.documents.signing import authority as own
from ceyuan.apps.documents.signing.pades import Trust, crl_of
from ceyuan.apps.documents.signing.pens import KeyPen, key_pen
from ceyuan.apps.documents.signing.vault import Vault
from ceyuan.apps.organisation.scoping import Actor


def vault() -> Vault:
    """The folder of keys of this installation."""
    return Vault(settings.AUTHORITY_ROOT, settings.SECRET_KEY)


def authority() -> own.Authority:
    """The authority of this installation, made at first need. Raises `VaultTrouble` when its keys do not open."""
    return own.open_authority(vault(), name="Ceyuan", at=timezone.now())


def revoked() -> list[own.Revoked]:
    """All own certificates that were revoked, in the order of their ids."""
    rows = Certificate.objects.filter(source=Certificate.Source.OWN, revoked_at__isnull=False).order_by("id")
    return [own.Revoked(int(one.serial, 16), one.revoked_at, one.revocation) for one in rows]


def revocation_list(at: datetime | None = None) -> bytes:
    """The list of revoked certificates, signed now, DER."""
    return authority().crl(revoked(), at or timezone.now())


def root_certificate() -> bytes:
    """The root certificate as PEM, for whoever verifies elsewhere."""
    authority()
    return own.root_pem(vault())


def trust() -> Trust:
    """The own root, the roots and lists that an operator laid into `trusted/`, and the lists of the own authority."""
    house, here = authority(), vault()
    laid = own.load_roots([path.read_bytes() for path in here.names("trusted/*.pem")])
    lists = crl_of([path.read_bytes() for path in here.names("trusted/*.crl")])
    crls = (*house.crls(revoked(), timezone.now()), *lists)
    return Trust(roots=(house.root.der, *laid), crls=crls, others=(house.issuing.der,))


def pen_of(certificate: Certificate) -> KeyPen:
    """The key behind a certificate. Raises `VaultTrouble` when it is missing or does not open."""
    here = vault()
    chain = own.load_roots([here.read(f"people/{certificate.serial}.chain")])
    der = own.load_roots([certificate.pem.encode()])[0]
    return key_pen(der, tuple(chain), here.read_key(f"people/{certificate.serial}.key"))


def of_person(person_id: int) -> "QuerySet[Certificate]":
    """The certificates of a person, the newest first."""
    return Certificate.objects.filter(person=person_id).order_by("-id")


def mine(actor: Actor) -> list[Certificate]:
    """The actor's own certificates, the newest first."""
    return list(of_person(actor.person_id)) if actor.person_id is not None else []


def current_of(person_id: int) -> Certificate | None:
    """The certificate with which the person signs: the newest one. Whether it is still good is for the caller."""
    return of_person(person_id).first()


def certificates(actor: Actor) -> "QuerySet[Certificate]":
    """Certificates of the people whom the actor keeps, the newest first."""
    found = Certificate.objects.visible_to(actor, KEEP_CERTIFICATES).select_related("person", "unit")
    return found.order_by("-id")


def certificate(actor: Actor, pk: int) -> Certificate | None:
    """One certificate that is the actor's own or of a person whom the actor keeps."""
    own_one = Certificate.objects.filter(pk=pk, person=actor.person_id) if actor.person_id is not None else None
    found = own_one.select_related("person", "unit").first() if own_one is not None else None
    return found or certificates(actor).filter(pk=pk).first()


def of_group(actor: Actor) -> "QuerySet[Certificate]":
    """All certificates of the actor's group: for an operator on the machine itself."""
    return Certificate.objects.filter(group=actor.group_id or 0).order_by("id")
