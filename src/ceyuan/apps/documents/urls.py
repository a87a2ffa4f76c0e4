"""Addresses of this capability."""

from django.urls import path

from .views.certificates import (
    CertificateBring,
    CertificateIssue,
    CertificateRevoke,
    MyCertificate,
    RevocationList,
    RootCertificate,
)
from .views.download import Download
from .views.signings import SigningCheck, SigningDetail, SigningFile, SigningSign
from .views.sittings import Sitting, ToSign
from .views.verification import Verify
from .views.withdrawal import Withdraw

app_name = "documents"
urlpatterns = [
    path("<int:pk>/download", Download.as_view(), name="download"),
    path("<int:pk>/withdraw", Withdraw.as_view(), name="withdraw"),
    path("to-sign", ToSign.as_view(), name="to_sign"),
    path("sittings/<int:pk>", Sitting.as_view(), name="sitting"),
    path("signings/<int:pk>", SigningDetail.as_view(), name="signing_detail"),
    path("signings/<int:pk>/check", SigningCheck.as_view(), name="signing_check"),
    path("signings/<int:pk>/file", SigningFile.as_view(), name="signing_file"),
    path("signings/<int:pk>/sign/<slug:party>", SigningSign.as_view(), name="signing_sign"),
    path("certificate", MyCertificate.as_view(), name="my_certificate"),
    path("certificate/new", CertificateIssue.as_view(), name="certificate_issue"),
    path("certificate/import", CertificateBring.as_view(), name="certificate_bring"),
    path("certificates/<int:pk>/revoke", CertificateRevoke.as_view(), name="certificate_revoke"),
    path("verify", Verify.as_view(), name="verify"),
    path("revoked.crl", RevocationList.as_view(), name="revocation_list"),
    path("root.pem", RootCertificate.as_view(), name="root_certificate"),
]
