# The PhiLens sidecar: one native executable on a base without a shell.
#
#   docker build -t philens .
#   docker buildx build --platform linux/amd64,linux/arm64 -t philens .
#
# Every platform builds natively (under emulation, or on a builder of its own kind), so no cross toolchain is needed.
# It uses no feature that only BuildKit has: it builds with any Docker.

# Both bases may carry a digest: --build-arg RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime-deps@sha256:…
#
# The build image names its SDK's patch, because the lock file names that SDK's compiler: a locked restore with another
# SDK is refused. Move both in one commit.
ARG BUILD_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble-aot

# What a native executable needs and no more: the C library, OpenSSL, and the CA certificates that TLS is checked with.
# The tag moves with the security fixes of those.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled

FROM ${BUILD_IMAGE} AS build
# Set by BuildKit; without it, the machine that builds is asked.
ARG TARGETARCH
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    DOTNET_NOLOGO=1
WORKDIR /source

# First what decides the packages: this layer stays until one of them changes. The rules of the analyzers belong to the
# build, which treats warnings as errors.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Pipeline/PhiLens.Pipeline.csproj src/Pipeline/packages.lock.json src/Pipeline/
COPY src/Sidecar/PhiLens.Sidecar.csproj src/Sidecar/packages.lock.json src/Sidecar/
RUN case "${TARGETARCH:-$(uname -m)}" in \
      amd64 | x86_64) echo linux-x64 ;; \
      arm64 | aarch64) echo linux-arm64 ;; \
      *) echo "no build for ${TARGETARCH:-$(uname -m)}" >&2; exit 1 ;; \
    esac > /rid
# For both architectures, as the lock file has them: naming one here would be another set of packages, and be refused.
RUN dotnet restore src/Sidecar --locked-mode

COPY src/ src/
# The commit that "philens version" and the image's labels tell; the context holds no repository to ask.
ARG REVISION=
RUN dotnet publish src/Sidecar -c Release -r "$(cat /rid)" --no-restore -o /publish \
      -p:SourceRevisionId="${REVISION}" \
 && install -D -m 0755 /publish/philens /image/philens \
 && install -d -m 0755 /image/streams

FROM ${RUNTIME_IMAGE}
ARG REVISION=
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="PhiLens" \
      org.opencontainers.image.description="A log-forwarding sidecar for Amazon ECS that keeps log records in memory only." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# No debugger, profiler or dump may attach: the process holds log records.
ENV DOTNET_EnableDiagnostics=0

COPY LICENSE NOTICE /licenses/
COPY --from=build /image/philens /philens

# An empty volume takes owner and mode from the image's directory at its mount point (Docker, and ECS on Fargate through
# the VOLUME line); without it the volume is root's and the sidecar could make no pipe in it. Only this user may make
# files there: an application that starts before its pipe exists fails to open it, and leaves no file with log records.
# The directory must not be 1777 either: in such a one Linux refuses to open somebody else's pipe with ">"
# (fs.protected_fifos).
COPY --from=build --chown=65532:65532 /image/streams /streams
VOLUME /streams

# By number, so that it works on a base which does not know the name, and with "runAsNonRoot" rules that cannot look
# names up.
USER 65532:65532
ENTRYPOINT ["/philens"]
