/** The attributes of a sparkline. Without bars they keep its room until it is loaded, so that nothing moves when it comes. */
export const spark = { className: 'mf-spark', width: '100%', height: 24, 'aria-hidden': true } as const;
