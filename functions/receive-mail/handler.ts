import { arrivalsHandler } from '../arrivals.ts';

/** A mail is an object like any other until its bytes are known; the verdict gate and its parts are the step's matter. */
export const handler = arrivalsHandler('receive-mail', 'mail');
