export const add = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);

export const mean = (numbers: number[]): number => add(numbers) / numbers.length;
