#!/usr/bin/env bash
# One call of a training run on a machine with a GPU that is lent for minutes at a time.
#
#   bash training/run_gpu.sh PACKED RUN OUT
#
# PACKED  the packed folder (training.pack)
# RUN     a folder on the machine's disk that outlives the call, e.g. /tmp/kohesi-run
# OUT     where results go: weights in pieces under 16 MiB, the log, the dev scores
#
# Type the same line again until it says that all minutes are used; each call goes on where the one
# before it stopped. Settings are environment variables:
#
#   CALL=8.7     minutes of this call that are spent training
#   MINUTES=23   minutes of training in all
#   BACK=6.5     minutes after which the second round begins; 0: no second round
#   SHAPE=mini   BATCH=30000   RATE=1e-3   DROPOUT=0.2   CHECK=1500   BITS=8
#   EXTRA="further options of training.train"   BACK_EXTRA="... of training.backtranslate"
#   INIT=DIR     exported weights to begin with, when an earlier machine was lost
set -euo pipefail
packed=${1:?PACKED} run=${2:?RUN} out=${3:?OUT}
cd "$(dirname "$0")/.."
export PYTHONUNBUFFERED=1 TOKENIZERS_PARALLELISM=false
python=${PYTHON:-python3} call=${CALL:-8.7} minutes=${MINUTES:-23} back=${BACK:-6.5}
mkdir -p "$run" "$out"
[ -d "$run/packed" ] || cp -r "$packed" "$run/packed"

began=$(date +%s)
left() { echo "$call $began $(date +%s)" | awk '{ m = $1 - ($3 - $2) / 60; print (m > 0.1 ? m : 0.1) }'; }
spent() { awk -v RS='"minutes": ' 'NR > 1 { m = $1 + 0 } END { print m + 0 }' "$run/log.jsonl" 2>/dev/null || echo 0; }
less() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a < b) }'; }

train() { # minutes of this call
  # shellcheck disable=SC2086
  "$python" -m training.train --packed "$run/packed" --out "$run" --shape "${SHAPE:-mini}" \
    --minutes "$minutes" --call-minutes "$1" --batch-tokens "${BATCH:-30000}" \
    --rate "${RATE:-1e-3}" --check "${CHECK:-1500}" --bits "${BITS:-8}" \
    --dropout "${DROPOUT:-0.2}" ${INIT:+--init "$INIT"} ${EXTRA:-}
}

# whatever happens from here on, what is there comes back
bring() { cp "$run"/export/weights* "$run"/log.jsonl "$out"/ 2>/dev/null || true; }
trap bring EXIT

if less 0 "$back" && [ ! -e "$run/second" ]; then
  first=$(awk -v b="$back" -v s="$(spent)" -v l="$(left)" 'BEGIN { m = b - s; if (l < m) m = l; print (m > 0 ? m : 0) }')
  if less 0.01 "$first"; then train "$first"; fi
  if ! less "$(spent)" "$(awk -v b="$back" 'BEGIN { print b - 0.3 }')" && [ -e "$run/export/weights.json" ]; then
    bring
    # shellcheck disable=SC2086
    "$python" -m training.backtranslate --packed "$run/packed" --run "$run" ${BACK_EXTRA:-}
    touch "$run/second"
  fi
fi
if less 0.2 "$(left)"; then train "$(left)"; fi
tail -n 3 "$run/log.jsonl"
