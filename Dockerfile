# The lecture in one image: JupyterLab, the kernel and the grader, run by a user without rights; docs/containers.md.
# BASE is any Debian 12 with Node and npm that has the user `node`.
ARG BASE=docker.io/library/node:24.22.3-bookworm-slim

FROM ${BASE} AS machine
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap=0.8.* python3=3.11.* \
 && rm -rf /var/lib/apt/lists/*

# What setting up needs beside that. A dev container is this stage.
FROM machine AS workshop
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates=2023* git=1:2.39.* python3-venv=3.11.* \
 && rm -rf /var/lib/apt/lists/*

FROM workshop AS built
WORKDIR /opt/bayes-notebooks
COPY . .
ENV NPM_CONFIG_OMIT=dev
RUN node bin/bayes.mjs setup --shared --no-native

FROM machine
ENV NPM_CONFIG_OMIT=dev
COPY --from=built /opt/bayes-notebooks /opt/bayes-notebooks
WORKDIR /opt/bayes-notebooks
USER 1000:1000
EXPOSE 8888
ENTRYPOINT ["node", "bin/bayes.mjs"]
CMD ["start", "--no-browser", "--ip", "0.0.0.0", "--port", "8888"]
