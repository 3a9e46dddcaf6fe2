#!/usr/bin/env bash
# The whole way of a log line, on this machine: a made-up clinic writes to two named pipes, the sidecar reads them and
# ships over TLS to a local stand-in for CloudWatch Logs, and what arrived is read back through its API.
set -euo pipefail
cd "$(dirname "$0")"

export AWS_EC2_METADATA_DISABLED=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
rounds=12
work=$(mktemp -d)
processes=()

step() { printf '\n== %s\n' "$*"; }

# Nothing is left running and nothing is left behind, however this ends.
finish() {
  local process
  for process in "${processes[@]}"; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null
  done
  rm -rf "$work"
}
trap finish EXIT

# wait_for TEXT FILE PROCESS: until a line of the file contains the text; gives up when the process has ended.
wait_for() {
  local try
  for ((try = 0; try < 600; try++)); do
    if grep -q "$1" "$2" 2>/dev/null; then
      return
    fi
    kill -0 "$3" 2>/dev/null || break
    sleep 0.1
  done
  echo "demo.sh: no '$1' came; what did:" >&2
  cat "$2" >&2
  return 1
}

step "build the sidecar and the stand-in for AWS"
dotnet build -c Release -v minimal src/Sidecar
dotnet build -c Release -v minimal tools/LocalAws

step "start the stand-in for CloudWatch Logs"
artifacts/bin/PhiLens.LocalAws/release/localaws --listen 127.0.0.1:0 --data "$work" >"$work/aws.log" 2>&1 &
aws=$!
processes+=("$aws")
wait_for '^ready ' "$work/aws.log" "$aws"
endpoint=$(awk '$1 == "ready" { print $2 }' "$work/aws.log")
echo "it serves TLS at $endpoint"

step "start the sidecar on two named pipes"
env AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1 \
  PHILENS_CLOUDWATCH__ENDPOINT="$endpoint" \
  PHILENS_TLS__CAFILE="$work/ca.pem" \
  PHILENS_CLOUDWATCH__LOGGROUP=/ecs/clinic \
  PHILENS_CLOUDWATCH__LOGSTREAM='{container}/{stream}' \
  PHILENS_SOURCES__FIFO="$work/clinic.stdout,$work/clinic.stderr" \
  PHILENS_HEALTH__LISTEN=127.0.0.1:0 \
  artifacts/bin/PhiLens.Sidecar/release/philens >"$work/philens.log" 2>&1 &
sidecar=$!
processes+=("$sidecar")
wait_for ' started: ' "$work/philens.log" "$sidecar"
sed 's/^/  philens: /' "$work/philens.log"

step "run the clinic: $rounds rounds of JSON and text with made-up patients"
examples/clinic/clinic.sh "$rounds" 0.2 "$work/clinic.stdout" "$work/clinic.stderr"
echo "it wrote $((rounds * 3)) lines to stdout and $((rounds * 2)) to stderr"

step "stop the sidecar: it reads until the writers have closed, delivers, and closes its book"
kill -TERM "$sidecar"
code=0
wait "$sidecar" || code=$?
processes=("$aws")

step "what arrived in /ecs/clinic, read back through the API"
artifacts/bin/PhiLens.LocalAws/release/localaws read "$endpoint" "$work/ca.pem" /ecs/clinic | cut -c1-150

step "the ledger (the sidecar ended with code $code)"
tail -n 1 "$work/philens.log"
exit "$code"
