"""The pages of deliveries: handing in, mapping, progress, account, rejected rows; and who must not see them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ceyuan.apps.intake import selectors, tasks
from ceyuan.apps.intake.models import Delivery, SavedMapping
from ceyuan.apps.intake.services import jobs

pytestmark = pytest.mark.django_db

ROWS = "项目编号,项目名称,承担单位,开始日期,结束日期,资助金额（万元）,负责人\n" + "\n".join(
    f"KY-{n:03d},高纯金属制备技术研究之{n},昆岳冶炼厂{n % 3},2024-01-01,2025-12-31,{n}.5,张三" for n in range(1, 31)
)
BAD = ROWS + "\nKY-900,日期写错的项目,昆岳冶炼厂1,某年某月,2025-12-31,3,李四\n"


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    """Each test keeps its received files apart: parallel runs number their deliveries alike."""
    settings.HOME = tmp_path


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Deliveries handed to the worker, instead of a worker."""
    handed: list[int] = []
    monkeypatch.setattr(tasks, "queue", handed.append)
    return handed


def hand_in(client: Any, text: bytes, name: str = "项目清单.csv") -> Any:
    return client.post(reverse("intake:delivery_receive"), {"file": SimpleUploadedFile(name, text)})


def test_a_gbk_list_goes_from_upload_over_mapping_to_its_account(cast: Any, queued: list[int]) -> None:
    client = cast.st_officer.client()
    answer = hand_in(client, BAD.encode("gb18030"))
    delivery = Delivery.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("intake:delivery_mapping", args=[delivery.pk])

    page = client.get(answer.url)
    form = page.context["form"]
    assert {form[name].initial for name in form.fields if name.startswith("column_")} >= {
        "code", "title", "lead_unit", "start", "end", "funding", "leader",
    }  # fmt: skip
    chosen = {name: form[name].initial or "" for name in form.fields}
    answer = client.post(answer.url, {**chosen, "save_as": "昆岳清单"})
    assert answer.status_code == 302
    assert queued == [delivery.pk]
    assert SavedMapping.objects.get().name == "昆岳清单"
    waiting = client.get(reverse("intake:delivery_detail", args=[delivery.pk]))
    assert 'hx-trigger="every 1s"' in waiting.content.decode()

    jobs.take_queued(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.status == "taken"
    assert selectors.balance(delivery) == {"read": 31, "accepted": 30, "rejected": 1}
    page = client.get(reverse("intake:delivery_detail", args=[delivery.pk])).content.decode()
    assert "hx-trigger" not in page
    assert "某年某月" in client.get(reverse("intake:rejection_list", args=[delivery.pk])).content.decode()
    csv = client.get(reverse("intake:rejection_list", args=[delivery.pk]) + "?export=csv")
    assert "某年某月" in b"".join(csv.streaming_content if csv.streaming else [csv.content]).decode("utf-8-sig")


def test_a_second_column_for_the_same_field_comes_back_with_the_message_beside_it(cast: Any, queued: list[int]) -> None:
    client = cast.st_officer.client()
    url = hand_in(client, ROWS.encode()).url
    form = client.get(url).context["form"]
    chosen = {name: form[name].initial or "" for name in form.fields}
    chosen["column_0"] = chosen["column_1"] = "title"
    answer = client.post(url, {**chosen, "save_as": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["column_1"]
    assert not queued


def test_without_a_title_column_nothing_is_started(cast: Any, queued: list[int]) -> None:
    client = cast.st_officer.client()
    url = hand_in(client, ROWS.encode()).url
    form = client.get(url).context["form"]
    chosen = {name: "" if form[name].initial == "title" else form[name].initial or "" for name in form.fields}
    assert client.post(url, {**chosen, "save_as": ""}).status_code == 422
    assert not queued


@pytest.mark.parametrize(
    ("body", "name"), [(b"", "leer.csv"), (b"%PDF-1.7 whatever", "liste.xlsx"), (b"PK\x03\x04broken", "liste.xlsx")]
)
def test_what_is_no_table_is_refused_beside_the_field(cast: Any, body: bytes, name: str) -> None:
    answer = hand_in(cast.st_officer.client(), body, name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Delivery.objects.exists()


def test_names_of_files_keep_no_path_and_no_direction_signs() -> None:
    from ceyuan.apps.intake.services.uploads import clean_name

    assert clean_name("..\\..\\etc/pass\u202ewd.csv") == "pass_wd.csv"
    assert clean_name("") == "delivery"
    assert len(clean_name("长" * 400 + ".xlsx")) <= 200


def test_others_may_not_hand_in_and_do_not_know_of_deliveries(cast: Any) -> None:
    hand_in(cast.st_officer.client(), ROWS.encode())
    key = Delivery.objects.get().pk
    detail = reverse("intake:delivery_detail", args=[key])
    assert cast.auditor.client().get(detail).status_code == 200
    assert cast.auditor.client().get(reverse("intake:delivery_receive")).status_code == 403
    assert cast.stranger.client().get(detail).status_code == 404
    assert cast.stranger.client().get(reverse("intake:delivery_mapping", args=[key])).status_code == 404
    assert cast.member_a.client().get(detail).status_code == 403


def test_a_running_delivery_without_its_worker_is_shown_as_interrupted_and_may_run_again(
    cast: Any, queued: list[int]
) -> None:
    client = cast.st_officer.client()
    hand_in(client, ROWS.encode())
    delivery = Delivery.objects.get()
    Delivery.objects.update(status="running", worker="elsewhere:1")
    page = client.get(reverse("intake:delivery_detail", args=[delivery.pk]))
    assert page.context["status"] == "interrupted"
    assert "elsewhere:1" in page.content.decode()
    assert client.post(reverse("intake:delivery_repeat", args=[delivery.pk])).status_code == 302
    assert queued == [delivery.pk]


def test_the_list_and_the_api_tell_the_same(cast: Any) -> None:
    client = cast.st_officer.client()
    hand_in(client, ROWS.encode())
    assert "项目清单.csv" in client.get(reverse("intake:delivery_list")).content.decode()
    listed = client.get("/api/v1/deliveries").json()
    assert [each["status"] for each in listed["items"]] == ["draft"]
    one = client.get(f"/api/v1/deliveries/{listed['items'][0]['id']}").json()
    assert one["files"] == []
    assert cast.stranger.client().get(f"/api/v1/deliveries/{one['id']}").status_code == 404
