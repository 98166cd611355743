# The base images carry 10.0 and no patch number: a rebuild takes up security fixes. Which SDK is acceptable says global.json.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /src
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=true

# Only what a restore reads: as long as no package changes, this layer is reused.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY BuildingBlocks/Eci.Abstractions/*.csproj BuildingBlocks/Eci.Abstractions/packages.lock.json BuildingBlocks/Eci.Abstractions/
COPY BuildingBlocks/Eci.Carriers/*.csproj BuildingBlocks/Eci.Carriers/packages.lock.json BuildingBlocks/Eci.Carriers/
COPY BuildingBlocks/Eci.Commerce/*.csproj BuildingBlocks/Eci.Commerce/packages.lock.json BuildingBlocks/Eci.Commerce/
COPY BuildingBlocks/Eci.Commerce.Api/*.csproj BuildingBlocks/Eci.Commerce.Api/packages.lock.json BuildingBlocks/Eci.Commerce.Api/
COPY BuildingBlocks/Eci.Core/*.csproj BuildingBlocks/Eci.Core/packages.lock.json BuildingBlocks/Eci.Core/
COPY BuildingBlocks/Eci.Mail/*.csproj BuildingBlocks/Eci.Mail/packages.lock.json BuildingBlocks/Eci.Mail/
COPY BuildingBlocks/Eci.Management/*.csproj BuildingBlocks/Eci.Management/packages.lock.json BuildingBlocks/Eci.Management/
COPY BuildingBlocks/Eci.Messaging/*.csproj BuildingBlocks/Eci.Messaging/packages.lock.json BuildingBlocks/Eci.Messaging/
COPY BuildingBlocks/Eci.Migrations.Postgres/*.csproj BuildingBlocks/Eci.Migrations.Postgres/packages.lock.json BuildingBlocks/Eci.Migrations.Postgres/
COPY BuildingBlocks/Eci.Migrations.Sqlite/*.csproj BuildingBlocks/Eci.Migrations.Sqlite/packages.lock.json BuildingBlocks/Eci.Migrations.Sqlite/
COPY BuildingBlocks/Eci.Persistence/*.csproj BuildingBlocks/Eci.Persistence/packages.lock.json BuildingBlocks/Eci.Persistence/
COPY BuildingBlocks/Eci.Scheduling/*.csproj BuildingBlocks/Eci.Scheduling/packages.lock.json BuildingBlocks/Eci.Scheduling/
COPY BuildingBlocks/Eci.Sync/*.csproj BuildingBlocks/Eci.Sync/packages.lock.json BuildingBlocks/Eci.Sync/
COPY BuildingBlocks/Eci.Transports.Kafka/*.csproj BuildingBlocks/Eci.Transports.Kafka/packages.lock.json BuildingBlocks/Eci.Transports.Kafka/
COPY BuildingBlocks/Eci.Transports.RabbitMq/*.csproj BuildingBlocks/Eci.Transports.RabbitMq/packages.lock.json BuildingBlocks/Eci.Transports.RabbitMq/
COPY BuildingBlocks/Eci.Web/*.csproj BuildingBlocks/Eci.Web/packages.lock.json BuildingBlocks/Eci.Web/
COPY Host/*.csproj Host/packages.lock.json Host/
COPY Modules/Dhl/Eci.Modules.Dhl/*.csproj Modules/Dhl/Eci.Modules.Dhl/packages.lock.json Modules/Dhl/Eci.Modules.Dhl/
COPY Modules/Dpd/Eci.Modules.Dpd/*.csproj Modules/Dpd/Eci.Modules.Dpd/packages.lock.json Modules/Dpd/Eci.Modules.Dpd/
COPY Modules/Orders/Eci.Modules.Orders/*.csproj Modules/Orders/Eci.Modules.Orders/packages.lock.json Modules/Orders/Eci.Modules.Orders/
COPY Modules/Orders/Eci.Modules.Orders.Contracts/*.csproj Modules/Orders/Eci.Modules.Orders.Contracts/packages.lock.json Modules/Orders/Eci.Modules.Orders.Contracts/
COPY Modules/OutgoingWebhooks/Eci.Modules.OutgoingWebhooks/*.csproj Modules/OutgoingWebhooks/Eci.Modules.OutgoingWebhooks/packages.lock.json Modules/OutgoingWebhooks/Eci.Modules.OutgoingWebhooks/
COPY Modules/OutgoingWebhooks/Eci.Modules.OutgoingWebhooks.Contracts/*.csproj Modules/OutgoingWebhooks/Eci.Modules.OutgoingWebhooks.Contracts/packages.lock.json Modules/OutgoingWebhooks/Eci.Modules.OutgoingWebhooks.Contracts/
COPY Modules/ProductFeed/Eci.Modules.ProductFeed/*.csproj Modules/ProductFeed/Eci.Modules.ProductFeed/packages.lock.json Modules/ProductFeed/Eci.Modules.ProductFeed/
COPY Modules/Saleor/Eci.Modules.Saleor/*.csproj Modules/Saleor/Eci.Modules.Saleor/packages.lock.json Modules/Saleor/Eci.Modules.Saleor/
COPY Modules/Saleor/Eci.Modules.Saleor.Contracts/*.csproj Modules/Saleor/Eci.Modules.Saleor.Contracts/packages.lock.json Modules/Saleor/Eci.Modules.Saleor.Contracts/
COPY Modules/Sandbox/Eci.Modules.Sandbox/*.csproj Modules/Sandbox/Eci.Modules.Sandbox/packages.lock.json Modules/Sandbox/Eci.Modules.Sandbox/
COPY Modules/Tracking/Eci.Modules.Tracking/*.csproj Modules/Tracking/Eci.Modules.Tracking/packages.lock.json Modules/Tracking/Eci.Modules.Tracking/
COPY Modules/Tracking/Eci.Modules.Tracking.Contracts/*.csproj Modules/Tracking/Eci.Modules.Tracking.Contracts/packages.lock.json Modules/Tracking/Eci.Modules.Tracking.Contracts/
COPY Modules/Ups/Eci.Modules.Ups/*.csproj Modules/Ups/Eci.Modules.Ups/packages.lock.json Modules/Ups/Eci.Modules.Ups/
RUN dotnet restore Host/Eci.Host.csproj --locked-mode

COPY .editorconfig BannedSymbols.txt ./
COPY BuildingBlocks/ BuildingBlocks/
COPY Modules/ Modules/
COPY Host/ Host/
# The commit, shown by /health and "--version": the folder .git is not part of the build context.
ARG REVISION=unknown
# SQLite brings a library for every platform; the image runs on two. The data folder needs an owner, and the last stage has no shell.
RUN dotnet publish Host/Eci.Host.csproj --configuration Release --no-restore --output /app -p:UseAppHost=false -p:SourceRevisionId=$REVISION \
    && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name linux-x64 ! -name linux-arm64 -exec rm -r {} + \
    && mkdir -p /empty/data/mail

# Chiseled: no shell, no package manager, a user without rights. Extra: with ICU and the time zones, for mails in the customer's
# language and the carriers' local times.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra AS final
# The defaults data/eci.db and data/mail lie in the volume /data.
WORKDIR /
COPY --from=build /app /app
COPY --from=build --chown=$APP_UID:$APP_UID /empty/data /data
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080
USER $APP_UID
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s --retries=3 CMD ["dotnet", "/app/Eci.Host.dll", "health"]
ENTRYPOINT ["dotnet", "/app/Eci.Host.dll"]
