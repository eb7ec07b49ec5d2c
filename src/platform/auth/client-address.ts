/** Header in which the host tells the account service where a request came from; what a client writes there is thrown away. */
export const CLIENT_IP_HEADER = 'x-client-ip'
