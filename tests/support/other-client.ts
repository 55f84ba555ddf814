// Somebody with another Matrix client: matrix-js-sdk with its own crypto, as Element Web uses it.
import { ClientEvent, MatrixEventEvent, RoomEvent, SyncState, createClient, type MatrixClient, type MatrixEvent } from "matrix-js-sdk";

import { HOMESERVER, type Person } from "./homeserver";

const quiet = {
  trace() {}, debug() {}, info() {}, warn() {}, error() {},
  getChild: () => quiet,
};

export class OtherClient {
  private readonly heard: string[] = [];

  private constructor(private readonly client: MatrixClient) {}

  /** Signs in as a new device of somebody's. */
  static async signIn(person: Person): Promise<OtherClient> {
    const identifier = { type: "m.id.user", user: person.name };
    const login = await createClient({ baseUrl: HOMESERVER, logger: quiet }).loginRequest({
      type: "m.login.password", identifier, password: person.password,
    });
    const client = createClient({
      baseUrl: HOMESERVER, logger: quiet,
      accessToken: login.access_token, userId: login.user_id, deviceId: login.device_id,
    });
    await client.initRustCrypto({ useIndexedDB: false });
    const other = new OtherClient(client);
    const listen = (event: MatrixEvent) => other.listen(event);
    client.on(RoomEvent.Timeline, listen);
    client.on(MatrixEventEvent.Decrypted, listen);
    await client.startClient({ initialSyncLimit: 20 });
    await new Promise<void>((resolve) => {
      client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve());
    });
    return other;
  }

  async say(room: string, text: string) {
    await this.client.sendTextMessage(room, text);
  }

  /** What was said and could be read, encrypted messages included. */
  texts(): string[] {
    return this.heard;
  }

  stop() {
    this.client.stopClient();
  }

  private listen(event: MatrixEvent) {
    if (event.getType() === "m.room.message" && event.isEncrypted()) this.heard.push(event.getContent().body);
  }
}
