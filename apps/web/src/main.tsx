import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { webTranslator } from '#libs/messages/web';
import { speak } from './api/client.ts';
import { makeQueries } from './api/queries.ts';
import { App } from './app/app.tsx';
import { languageBefore, TextsProvider } from './i18n/texts.tsx';
import './ui/mantine.css';
import { presentTypeSize, setTypeSize, theme } from './ui/theme.ts';

async function start(root: HTMLElement): Promise<void> {
  setTypeSize(presentTypeSize());
  const language = languageBefore();
  speak(language);
  const first = { language, t: await webTranslator(language) };
  const queries = makeQueries();
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <TextsProvider first={first}>
          <QueryClientProvider client={queries}>
            <App />
          </QueryClientProvider>
        </TextsProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) {
  start(root).catch((error: unknown) => {
    document.getElementById('down')?.removeAttribute('hidden');
    throw error;
  });
}
