#!/usr/bin/env bash
# Measures the published executable against the floor, or runs the micro-benchmarks. ./bench.sh --help
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'EOF'
./bench.sh              publishes philens and measures it and the floor in one run; prints the table
  --save                also writes bench/results/DATE-machine.md
  --rounds N            measures everything N times (3) and shows medians
  --only TEXT           only works whose name holds TEXT
  --strict              delivers to tools/LocalAws, which checks signatures and limits, instead of the light receiver
  --no-publish          measures what was published before
./bench.sh --soak MINUTES [--seed N]
                        plays one random run of writers and faults after the other, and holds each ledger against
                        what the destination holds; --seed repeats a run that failed, and goes on with the next seeds
  --no-publish          plays with what was published before
./bench.sh --load [--seconds N]
                        holds an even load of 1 to 100 MB/s for N seconds each (60), up to 10 MB/s within half a core
                        and 64 MiB, and counts at the receiver what is lost, doubled, and how late; needs root
./bench.sh --micro      runs the micro-benchmarks; what follows goes to BenchmarkDotNet (--filter '*Lane*')
EOF
}

command="./bench.sh${*:+ $*}"
micro=no load=no publish=yes strict=no soak='' seed=11 options=()
while (($# > 0)); do
  case $1 in
    --micro) micro=yes; shift; break ;;
    --load) load=yes; shift ;;
    --save) options+=(--save bench/results); shift ;;
    --soak) soak=${2:?--soak needs minutes}; shift 2 ;;
    --seed) seed=${2:?--seed needs a number}; shift 2 ;;
    --rounds | --only | --seconds) options+=("$1" "${2:?$1 needs a value}"); shift 2 ;;
    --strict) strict=yes; shift ;;
    --no-publish) publish=no; shift ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

if [[ $micro == yes ]]; then
  dotnet build bench/PhiLens.Bench.csproj -c Release -v quiet -nologo
  exec dotnet artifacts/bin/PhiLens.Bench/release/PhiLens.Bench.dll "$@"
fi

case $(uname -m) in
  x86_64) rid=linux-x64 ;;
  aarch64) rid=linux-arm64 ;;
  *) echo "bench.sh: no executable is made for $(uname -m)" >&2; exit 2 ;;
esac

if [[ -n $soak ]]; then
  if [[ $publish == yes ]]; then
    echo "publishing philens for $rid" >&2
    dotnet publish src/Sidecar -c Release -r "$rid" -o artifacts/native -v quiet -nologo
    dotnet build tools/LocalAws -c Release -v quiet -nologo
    dotnet build tests/EndToEnd.Tests -c Release -v quiet -nologo
  fi
  export PHILENS_SOAK_MINUTES=$soak PHILENS_SOAK_SEED=$seed AWS_EC2_METADATA_DISABLED=true
  exec dotnet run --no-build -c Release --project tests/EndToEnd.Tests -- \
    --filter-method '*One_seed_after_the_other*' --show-live-output on --no-progress
fi

out=artifacts/bench
if [[ $publish == yes ]]; then
  echo "publishing philens and the bench for $rid" >&2
  dotnet publish src/Sidecar -c Release -r "$rid" -o "$out/philens" -v quiet -nologo
  dotnet publish bench/EndToEnd -c Release -r "$rid" -o "$out/bin" -v quiet -nologo
fi

if [[ $strict == yes ]]; then
  dotnet build tools/LocalAws -c Release -v quiet -nologo
  options+=(--strict artifacts/bin/PhiLens.LocalAws/release/localaws)
fi

mode=measure
if [[ $load == yes ]]; then mode=load; fi
exec "$out/bin/philens-bench" "$mode" \
  --product "$out/philens/philens" --out "$out" --command "$command" "${options[@]}"
