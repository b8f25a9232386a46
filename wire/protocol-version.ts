/** The version of Jupyter's messages that this project speaks. */
export const protocolVersion = '5.3';
