import type { FastifyRequest } from 'fastify';
import { LANGUAGES, type Language } from '#libs/messages';

/** The first language of `Accept-Language`, by its weights, that there are texts in; Chinese when none is. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  const wishes = (headers['accept-language'] ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.toLowerCase().split('-', 1)[0], weight: Number(weight ?? 1) };
  });
  wishes.sort((a, b) => b.weight - a.weight);
  return wishes.flatMap(({ language }) => LANGUAGES.find((known) => known === language) ?? [])[0] ?? 'zh';
}
