/** The attributes of a sparkline. An `svg` without bars keeps the room while the history loads, so that nothing moves when it arrives. */
export const spark = { className: 'mf-spark', width: '100%', height: 24, 'aria-hidden': true } as const;
