import { arrivalsHandler } from '../arrivals.ts';

export const handler = arrivalsHandler('read-document', 'intake');
