# Built in two stages: the first installs, the second only runs.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /opt/attache \
 && /opt/attache/bin/pip install --no-cache-dir --require-hashes -r requirements.lock -c requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY config config
RUN /opt/attache/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 attache \
 && install --directory --owner=attache /data
COPY --from=build /opt/attache /opt/attache
ENV PATH=/opt/attache/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ATTACHE_DATA_DIR=/data
USER attache
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["attache", "health"]
ENTRYPOINT ["attache"]
CMD ["run"]
