/**
 * Attributes of each element with a text or label that `Intl` formatted. Server and browser often have different
 * versions of the language data, in which a space or an abbreviation differs. React would then discard the server's HTML and report
 * an error (418); with these attributes it keeps the server's text until the text changes.
 *
 * Empty on a server: only hydration reads them, and React spends as long on them there as on the rest of the element.
 */
export const localeText: { suppressHydrationWarning?: true } = typeof document === 'undefined' ? {} : { suppressHydrationWarning: true };
