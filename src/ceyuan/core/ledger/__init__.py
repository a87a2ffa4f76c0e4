"""The ledger: from voucher lines to R&D cost by project, category, month and unit, exact to the fen, on any engine.

Import the module you need: `from ceyuan.core.ledger import rulebook, pipeline`. `schema` names the columns and the
codes; `reading` turns deliveries into canonical lines; `rulebook` holds the rules of a group as data; `controls`,
`accounting`, `apportion` and `cube` are expressions that run unchanged on every engine of `engines`; `pipeline` runs
them over deliveries of any size; `generate` makes test deliveries. Nothing is imported here, so that a page that only
needs a code loads no engine.
"""
