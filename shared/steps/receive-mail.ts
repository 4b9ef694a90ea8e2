/**
 * Queue mail. A mail is an object like any other until its bytes are known; the verdict gate and the parts are in
 * unpack.ts. What is not a mail although it lies under `mail/` is read as the document that it is.
 */
export { type ReadDocumentPorts as ReceiveMailPorts, readDocument as receiveMail } from './read-document.ts';
