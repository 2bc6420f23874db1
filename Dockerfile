# One image for every role: ROLES says what a container does. Debian, because the embedded Postgres needs glibc.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/apps/cli/bin ./apps/cli/bin
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Where an embedded Postgres lives when DATABASE_URL is unset.
RUN mkdir .duban && chown node:node .duban && ln -s /app/apps/cli/bin/duban.mjs /usr/local/bin/duban
VOLUME /app/.duban
USER node
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/server/src/main.js"]
