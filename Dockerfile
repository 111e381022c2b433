# The dashboard in Azure mode. The root file system may be read-only: only /data (and /tmp, as tmpfs) is written to.
#   docker build -t mtls-dashboard .
#   docker run --read-only --tmpfs /tmp -v mtls-data:/data -p 8080:8080 -e Dashboard__PublicUrl=https://… \
#     -e Dashboard__SignIn__TenantId=… -e Dashboard__SignIn__ClientId=… -e Dashboard__SignIn__ClientSecret=… mtls-dashboard
# The demo binds the loopback interface only; inside a container it needs host networking:
#   docker run --read-only --tmpfs /tmp -v mtls-demo:/data --network host -e Dashboard__Mode=Demo \
#     -e Dashboard__Listen=http://127.0.0.1:5080 mtls-dashboard

FROM node:20-bookworm-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /repository
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
COPY --from=assets /assets/node_modules node_modules
COPY . .
# The chart library was restored by the stage above, so this one needs no Node; newer than the lock file, it is taken as it is.
RUN touch node_modules/.package-lock.json && dotnet publish src/Dashboard.Web -c Release -o /published --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS final
WORKDIR /app
COPY --from=build /published .
RUN mkdir /data && chown "$APP_UID" /data
ENV Dashboard__Mode=Azure \
    Dashboard__DataDirectory=/data \
    Dashboard__Listen=http://0.0.0.0:8080 \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
USER $APP_UID
# The runtime image has no curl; bash can speak enough HTTP to ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "Dashboard.Web.dll"]
