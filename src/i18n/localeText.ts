/**
 * Attributes of each element with a text or label that `Intl` formatted. Server and browser often have other versions of
 * the language data, in which a space or an abbreviation differs. React would then discard the server's HTML and report
 * an error (418); with these attributes it keeps the server's text until the text changes.
 */
export const localeText = { suppressHydrationWarning: true } as const;
