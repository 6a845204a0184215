"""What commands take: their arguments and options, each with the name of the text in ``cli.toml`` that explains it."""

from typing import Annotated

from typer import Argument, Option

Lang = Annotated[str | None, Option("--lang", metavar="zh|en", help="cli.option-lang")]
Json = Annotated[bool, Option("--json", help="cli.option-json")]
Store = Annotated[str | None, Option("--store", metavar="DIR|URL", help="cli.option-store")]

File = Annotated[str, Argument(metavar="FILE", help="cli.argument-file")]
Restored = Annotated[bool, Option("--restore", help="cli.option-restore")]
Sources = Annotated[list[str], Argument(metavar="FILE|DIR", help="cli.argument-sources")]
PlanId = Annotated[str | None, Option("--id", metavar="ID", help="cli.option-id")]
Jobs = Annotated[int | None, Option("--jobs", metavar="N", min=1, help="cli.option-jobs")]

Plan = Annotated[str, Argument(metavar="PLAN", help="cli.argument-plan")]
OnePlan = Annotated[str | None, Option("--plan", metavar="PLAN", help="cli.option-plan")]
Plans = Annotated[list[str] | None, Option("--plan", metavar="PLAN", help="cli.option-plans")]
Item = Annotated[str, Argument(metavar="ID", help="cli.argument-id")]

Ledger = Annotated[str, Argument(metavar="LEDGER.xlsx", help="cli.argument-ledger")]
Reporter = Annotated[str, Option("--by", metavar="NAME", help="cli.option-by")]

Question = Annotated[str | None, Argument(metavar="QUESTION", help="cli.argument-question")]
Questions = Annotated[str | None, Option("--questions", metavar="FILE", help="cli.option-questions")]
Query = Annotated[str | None, Argument(metavar="NAME", help="cli.argument-query")]
QueryFile = Annotated[str | None, Option("--file", metavar="FILE.rq", help="cli.option-query-file")]
Format = Annotated[str, Option("--format", metavar="FORMAT", help="cli.option-format")]
RowLimit = Annotated[int | None, Option("--limit", metavar="N", min=1, help="cli.option-limit")]
TimeLimit = Annotated[float | None, Option("--timeout", metavar="SECONDS", min=0.1, help="cli.option-timeout")]
Past = Annotated[str | None, Option("--version", metavar="PLAN@VERSION", help="cli.option-past")]

Checked = Annotated[str, Argument(metavar="FILE|PLAN", help="cli.argument-checked")]
Old = Annotated[str, Argument(metavar="OLD", help="cli.argument-old")]
New = Annotated[str, Argument(metavar="NEW", help="cli.argument-new")]
Form = Annotated[str, Argument(metavar="FORMAT", help="cli.argument-form")]
Out = Annotated[str, Argument(metavar="OUT", help="cli.argument-out")]

Port = Annotated[int, Option("--port", metavar="N", min=1, max=65535, help="cli.option-port")]
NoBrowser = Annotated[bool, Option("--no-browser", help="cli.option-no-browser")]

Host = Annotated[str, Option("--host", metavar="ADDRESS", help="cli.option-host")]
EndpointPort = Annotated[int, Option("--port", metavar="N", min=0, max=65535, help="cli.option-endpoint-port")]
ServedRows = Annotated[int, Option("--limit", metavar="N", min=1, help="cli.option-served-rows")]
ServedTime = Annotated[float, Option("--timeout", metavar="SECONDS", min=0.1, help="cli.option-served-time")]
Workers = Annotated[int | None, Option("--workers", metavar="N", min=1, max=64, help="cli.option-workers")]
