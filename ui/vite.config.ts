import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { contrastByRoot } from './contrast.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Made-up cases must never reach a real window: the build fails when they would. */
function refuseFake(): Plugin {
  return {
    name: 'refuse-fake-host',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const stray = Object.keys(chunk.modules).find((id) => id.includes('/host/fake'));
        if (stray) this.error(`the made-up host is in the bundle: ${stray}`);
      }
    },
  };
}

/** The bundle names no web address but namespaces, so that a test can say so: Svelte's errors link to its pages. */
function stripLinks(): Plugin {
  return {
    name: 'strip-links',
    renderChunk: (code) => ({ code: code.replaceAll('https://svelte.dev/e/', 'svelte/'), map: null }),
  };
}

export default defineConfig(({ mode }) => {
  const fake = mode === 'fake' || mode === 'test';
  return {
    plugins: [svelte(), stripLinks(), ...(mode === 'test' ? [svelteTesting()] : []), ...(fake ? [] : [refuseFake()])],
    resolve: { alias: { $host: here(fake ? './src/host/fake.ts' : './src/host/tauri.ts') } },
    ...(mode === 'fake' ? { css: { postcss: { plugins: contrastByRoot() } } } : {}),
    clearScreen: false,
    server: { port: 5173, strictPort: true },
    build: {
      outDir: mode === 'fake' ? 'dist-fake' : 'dist',
      emptyOutDir: true,
      // WebKitGTK 2.40 and macOS 12.
      target: 'safari15.4',
      // The policy knows no inline anything: neither data: fonts nor an inline preload script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    test: {
      environment: 'jsdom',
      include: ['tests/**/*.test.ts'],
      setupFiles: ['tests/setup.ts'],
      restoreMocks: true,
      // axe in jsdom is slow on a busy machine.
      testTimeout: 30_000,
    },
  };
});
