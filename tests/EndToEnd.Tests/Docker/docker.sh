#!/usr/bin/env bash
# A Docker of its own for tests, in a folder that it makes and removes:
#
#   docker.sh FOLDER REPOSITORY
#
# It starts the daemon, makes stand-ins for the two public base images from Debian and this machine's SDK, builds the
# product's Dockerfile on them, prints "ready", and ends everything when its standard input does. The images are
# test/base (a small Debian, which is the runtime base too) and test/philens. Wants root, docker.io and debootstrap.
set -euo pipefail

folder=$1 repository=$2
longest=3600
export DOCKER_HOST="unix://$folder/docker.sock"
daemon=

# Of what the daemon mounts, something may stay behind; nothing is removed through a mount.
finish() {
  if [[ -n $daemon ]]; then
    kill "$daemon" 2>/dev/null || true
    wait "$daemon" || true
  fi
  { grep -o " $folder/[^ ]*" /proc/self/mounts || true; } | sort -r | xargs -r umount
  rm -rf --one-file-system "$folder"
}

start_daemon() {
  # The storage driver is the daemon's own choice. "timeout" ends it even if this script cannot.
  timeout "$longest" dockerd --data-root "$folder/root" --exec-root "$folder/exec" --pidfile "$folder/pid" \
    -H "$DOCKER_HOST" --iptables=false --ip6tables=false --bridge=none >"$folder/dockerd.log" 2>&1 &
  daemon=$!
  for ((i = 0; i < 120; i++)); do
    if /usr/bin/docker version >/dev/null 2>&1; then
      return
    fi
    sleep 0.5
  done
  tail -n 20 "$folder/dockerd.log" >&2
  return 1
}

# The mirror that apt itself uses for this release.
mirror() {
  apt-get indextargets --format "\$(REPO_URI) \$(CODENAME) \$(LABEL)" "Created-By: Packages" |
    awk -v codename="$VERSION_CODENAME" '$2 == codename && $3 == "Debian" { print $1; exit }'
}

import() { tar --one-file-system -c "$@" | /usr/bin/docker import "${changes[@]}" - "$image" >&2; }

# What chiselled runtime-deps has: the C library, OpenSSL, zlib and certificates, on a Debian with a shell.
make_runtime() {
  debootstrap --variant=minbase --include=ca-certificates,openssl,zlib1g \
    "$VERSION_CODENAME" "$folder/base" "$(mirror)" >"$folder/debootstrap.log" 2>&1 ||
    { tail -n 20 "$folder/debootstrap.log" >&2; return 1; }
  local image=test/base changes=()
  import -C "$folder/base" .
}

# The SDK of this machine, a C linker, and the packages of the lock files, so that the build asks no registry.
make_build() {
  local sdk image=test/build
  sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir "$folder/source"
  (cd "$repository" && cp -a --parents global.json Directory.*.props src "$folder/source")
  (cd "$folder/source" && dotnet restore src/Sidecar --locked-mode --packages "$folder/packages" -v quiet >&2)
  DEBIAN_FRONTEND=noninteractive chroot "$folder/base" sh -c \
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev' >"$folder/gcc.log" 2>&1 ||
    { tail -n 20 "$folder/gcc.log" >&2; return 1; }
  local changes=(-c "ENV PATH=/sdk:/usr/sbin:/usr/bin:/sbin:/bin" -c "ENV NUGET_PACKAGES=/packages"
    -c "ENV HOME=/root" -c "ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
  import --exclude=./var/cache --transform "s,^\.$sdk,./sdk,;s,^\./packages,./packages," \
    -C "$folder/base" . -C / ".$sdk" -C "$folder" ./packages
}

trap finish EXIT
mkdir -p "$folder"
# shellcheck source=/dev/null
. /etc/os-release
start_daemon
make_runtime
make_build
/usr/bin/docker build --network host --build-arg BUILD_IMAGE=test/build --build-arg RUNTIME_IMAGE=test/base \
  -t test/philens "$repository" >"$folder/build.log" 2>&1 || { tail -n 40 "$folder/build.log" >&2; exit 1; }
echo ready
read -r -t "$longest" _ || true
