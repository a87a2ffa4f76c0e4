#!/bin/sh
# Runs every benchmark that has what it needs and keeps what it printed in bench/results. Run it on a quiet machine.
#   BENCH_HOME     installation to measure (made when absent)   CEYUAN_SHARED  folder of the data sets
#   BENCH_PORT     port to serve on                             ONLY           names of the benches to run
set -u
cd "$(dirname "$0")/.."
BIN=.venv/bin
export BENCH_HOME="${BENCH_HOME:-$PWD/var/bench}"
mkdir -p bench/results "$BENCH_HOME"
BENCH_HOME=$(cd "$BENCH_HOME" && pwd)
SHARED=${CEYUAN_SHARED:-$PWD/../shared/data}
failed=""

if [ -d "$SHARED/cordis-horizon-europe" ]; then
    CEYUAN_HOME=$BENCH_HOME $BIN/ceyuan migrate &&
        CEYUAN_HOME=$BENCH_HOME $BIN/ceyuan import cordis "$SHARED/cordis-horizon-europe" --group EU >bench/results/portfolio.txt || exit 1
else
    echo "No data sets in $SHARED: name their folder in CEYUAN_SHARED." >&2
    exit 1
fi
for name in ${ONLY:-import_cordis intake_mapping indicators review rollup search project_list cold_demo}; do
    [ -f "bench/$name.py" ] || continue
    echo "== $name"
    { $BIN/python "bench/$name.py" 2>&1; echo "exit $?"; } | tee "bench/results/$name.txt"
    grep -q '^exit 0$' "bench/results/$name.txt" || failed="$failed $name"
done
[ -z "$failed" ] || { echo "Missed or failed:$failed"; exit 1; }
