"""Time stamps after RFC 3161: of the installation's own clock, or of an authority reached over HTTP."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from .authority import Authority, new_serial
from .pens import KeyPen, PenSigner

# Our own policy: an identifier made of a UUID, which needs no registration.
POLICY = "2.25.199541037291734408175960214353071811029"
_DIGEST = "sha256"


class OwnStamps(TimeStamper):
    """Stamps of the installation itself: they say what its clock said, and are worth what its clock is worth."""

    def __init__(self, authority: Authority, clock: Callable[[], datetime]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._clock = clock
        self._name = asn1.Certificate.load(authority.stamps.der).subject
        self._signer = PenSigner(KeyPen(authority.stamps.der, authority.chain, authority.stamps.key))

    async def async_request_tsa_response(self, req: Any) -> Any:
        """The answer to a request: always granted, dated by our clock."""
        moment = self._clock().replace(microsecond=0)
        token: dict[str, Any] = {
            "version": "v1",
            "policy": tsp.ObjectIdentifier(POLICY),
            "message_imprint": req["message_imprint"],
            "serial_number": new_serial(),
            "gen_time": moment,
            "tsa": asn1.GeneralName(name="directory_name", value=self._name),
        }
        if req["nonce"].native is not None:
            token["nonce"] = req["nonce"]
        content = tsp.TSTInfo(token).dump()
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(moment)})),
                _attribute("signing_certificate_v2", as_signing_certificate_v2(self._signer.signing_cert)),
                _attribute("message_digest", hashlib.sha256(content).digest()),
            ]
        )
        signed = await self._signer.async_sign_prescribed_attributes(
            _DIGEST,
            attributes,
            cms_version="v3",
            encap_content_info=cms.EncapsulatedContentInfo(
                {"content_type": cms.ContentType("tst_info"), "content": cms.ParsableOctetString(content)}
            ),
        )
        status = tsp.PKIStatusInfo({"status": tsp.PKIStatus("granted")})
        return tsp.TimeStampResp({"status": status, "time_stamp_token": signed})


def _attribute(kind: str, value: Any) -> Any:
    return cms.CMSAttribute({"type": cms.CMSAttributeType(kind), "values": (value,)})


def stamps(authority: Authority, clock: Callable[[], datetime], url: str = "") -> TimeStamper:
    """The time stamper: our own, or the authority at `url`."""
    return HTTPTimeStamper(url, timeout=10) if url else OwnStamps(authority, clock)
