#!/usr/bin/env bash
# Everything that decides green. Plain: needs the .NET SDK, git, bash and a C linker, and leaves out the tests that need
# real parts. With --all: installs those parts too (as root, on Debian), and leaves nothing out.
set -euo pipefail
cd "$(dirname "$0")"

all=false
case "${1:-}" in
  "") ;;
  --all) all=true ;;
  *)
    echo "usage: ./test.sh [--all]" >&2
    exit 2
    ;;
esac

export AWS_EC2_METADATA_DISABLED=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results="artifacts/test-results"
passed=0 failed=0 skipped=0 broken=0

step() { printf '\n== %s\n' "$*"; }

# The last line is the sum of what the runners counted, whatever happened before.
finish() {
  local code=$?
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  if ((code == 0 && (failed > 0 || broken > 0))); then
    code=1
  fi
  exit "$code"
}
trap finish EXIT

install_real_parts() {
  step "install the real parts: AWS CLI, nginx, PostgreSQL, Docker, Forward clients, cryptography for Python"
  local packages=(awscli nginx-light postgresql docker.io debootstrap python3-fluent-logger python3-cryptography)
  # Debian's npm refuses to stand beside a Node.js of another origin, which brings its own.
  if ! command -v npm >/dev/null; then
    packages+=(npm)
  fi
  apt-get update -qq
  # The tests start servers of their own: Debian's package shall not make and start one beside them.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/philens-tests.conf
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
  npm ci --prefix tests/EndToEnd.Tests/Clients --ignore-scripts --no-audit --no-fund --loglevel=error
}

native_identifier() {
  case "$(uname -m)" in
    x86_64) echo linux-x64 ;;
    aarch64) echo linux-arm64 ;;
    *)
      echo "test.sh: no native executable for $(uname -m)" >&2
      return 1
      ;;
  esac
}

# counter NAME FILE: one figure of a runner's own report.
counter() { grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9'; }

run_tests() {
  local project=$1 name report code=0
  shift
  name=$(basename "$project")
  report="$results/$name.trx"
  step "test $name"
  # Exit code 8 says that a filter left nothing to run. A test that hangs ends its own suite, and not the whole run.
  dotnet run --no-build -c Release --project "$project" -- "$@" --timeout 40m \
    --report-trx --report-trx-filename "$name.trx" --results-directory "$results" || code=$?
  if [[ ! -f $report ]]; then
    echo "test.sh: $name ended with code $code and without a report" >&2
    broken=1
    return
  fi
  passed=$((passed + $(counter passed "$report")))
  failed=$((failed + $(counter failed "$report")))
  skipped=$((skipped + $(counter notExecuted "$report")))
  if ((code != 0 && code != 8)); then
    broken=1
  fi
}

left_out() {
  local project count=0 found
  for project in tests/*.Tests; do
    found=$(dotnet run --no-build -c Release --project "$project" -- --list-tests --filter-trait "Needs=*" |
      grep -o 'found [0-9]* test' | tr -dc '0-9') || true
    count=$((count + ${found:-0}))
  done
  step "left out: $count tests that need real parts or minutes; ./test.sh --all runs them"
}

$all && install_real_parts

step "restore, with the versions of the lock files"
dotnet restore --locked-mode PhiLens.slnx
step "build, warnings are errors"
dotnet build --no-restore -c Release PhiLens.slnx
step "formatting"
dotnet format whitespace PhiLens.slnx --verify-no-changes --no-restore
step "publish the native executable"
dotnet publish src/Sidecar -c Release -r "$(native_identifier)" -o artifacts/native

rm -rf "$results"
for project in tests/*.Tests; do
  if $all; then
    run_tests "$project"
  else
    run_tests "$project" --filter-not-trait "Needs=*"
  fi
done
$all || left_out
echo
