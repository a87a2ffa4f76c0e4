"""The kinds of vouchers of a test delivery and how many lines of all each kind makes up."""

from dataclasses import dataclass

from ceyuan.core.ledger.generate.catalogue import DETAILS, ENTRUSTED, SHARED


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a voucher: its account is drawn from `accounts`; `names` says where its project stands.

    `names`: "project" in the project column, "object" in the cost object, "lab" by the laboratory's cost centre alone,
    "person" or "machine" a resource in the cost object, "" nowhere.
    """

    accounts: tuple[str, ...]
    names: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A voucher: what is debited and what is credited. `sign` -1 makes it a red-letter voucher."""

    name: str
    percent: int
    debits: tuple[Entry, ...]
    credits: tuple[Entry, ...]
    texts: tuple[str, ...]
    sign: int = 1

    @property
    def lines(self) -> int:
        """Number of lines of such a voucher."""
        return len(self.debits) + len(self.credits)


_PEOPLE = tuple(code for code, detail in DETAILS.items() if detail[0] == "1")
_INPUT = tuple(code for code, detail in DETAILS.items() if detail[0] == "2")
_ASSETS = tuple(code for code, detail in DETAILS.items() if detail[0] in "34")
_DESIGN = tuple(code for code, detail in DETAILS.items() if detail[0] == "5")
_OTHER = tuple(code for code, detail in DETAILS.items() if detail[0] == "6")
_PERSON, _MACHINE = SHARED

SALE = Kind(
    "sale", 24, (Entry(("1122",)),), (Entry(("6001",)), Entry(("2221",))), ("销售铝锭", "销售阴极铜", "销售锌锭")
)
CASH = Kind("cash", 18, (Entry(("2202", "660201")),), (Entry(("1002",)),), ("付供应商货款", "付办公费", "付运费"))
KINDS = (
    SALE,
    CASH,
    Kind(
        "purchase",
        16,
        (Entry(("1403",)), Entry(("2221",))),
        (Entry(("2202",)),),
        ("采购入库", "采购氧化铝", "采购阳极"),
    ),
    Kind(
        "production", 20, (Entry(("5001", "5101")),) * 3, (Entry(("1403",)), Entry(("2211",))), ("生产领料", "车间工资")
    ),
    Kind("input", 7, (Entry(_INPUT, "project"),) * 3, (Entry(("1403",)),), ("研发领料", "中试用电", "检验费")),
    Kind("people", 4, (Entry(_PEOPLE, "project"),) * 2, (Entry(("2211",)),), ("研发人员工资", "五险一金")),
    Kind("assets", 2, (Entry(_ASSETS, "object"),), (Entry(("1602", "1702")),), ("仪器折旧", "软件摊销")),
    Kind("design", 1, (Entry(_DESIGN, "project"),), (Entry(("2202",)),), ("新产品设计费",)),
    Kind("other", 2, (Entry(_OTHER, "object"),), (Entry(("1002",)),), ("差旅费", "专家咨询费", "专利申请费")),
    Kind("lab", 1, (Entry(_INPUT, "lab"),), (Entry(("1403",)),), ("实验室领料",)),
    Kind("entrusted", 1, (Entry(tuple(ENTRUSTED), "project"),), (Entry(("2202",)),), ("委托研发费",)),
    Kind("shared people", 1, (Entry((_PERSON,), "person"),), (Entry(("2211",)),), ("待分摊人工",)),
    Kind("shared machines", 1, (Entry((_MACHINE,), "machine"),), (Entry(("1602",)),), ("待分摊折旧",)),
    Kind("closing", 1, (Entry(("660209",)),), (Entry(_INPUT, "project"),), ("月末结转研发支出",)),
    Kind("red", 1, (Entry(_INPUT, "project"),), (Entry(("1403",)),), ("红字冲销领料",), sign=-1),
)
