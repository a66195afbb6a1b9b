export function startEmbed() {}
