// The friend of the demo who has keys: writes encrypted messages to people as soon as they have a session that can read them.
//
// LOGGIA_FRIEND, as JSON: { homeserver, user, password, answer, rooms: [{ room, user, lines }] }. Runs until it is ended.
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import { ClientEvent, RoomEvent, SyncState, createClient } from "matrix-js-sdk";

// The crypto library writes to the console whatever it does.
for (const level of ["log", "debug", "info", "warn", "trace"]) console[level] = () => {};
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, getChild: () => quiet };

const { homeserver: baseUrl, user, password, rooms, answer } = JSON.parse(process.env.LOGGIA_FRIEND);

const login = await createClient({ baseUrl, logger: quiet }).loginRequest({
  type: "m.login.password", identifier: { type: "m.id.user", user }, password, initial_device_display_name: "Phone",
});
const client = createClient({
  baseUrl, logger: quiet, accessToken: login.access_token, userId: login.user_id, deviceId: login.device_id,
});
await client.initRustCrypto({ useIndexedDB: false });
// Signed by its owner, the session gives nobody a reason to warn of it.
await client.getCrypto().bootstrapCrossSigning({
  authUploadDeviceSigningKeys: (upload) => upload({ type: "m.login.password", identifier: { type: "m.id.user", user }, password }),
});
await client.startClient({ initialSyncLimit: 1 });
await new Promise((resolve) => client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve()));
const begun = Date.now();

/** Says what is to be said, once there is a session that can read it. */
async function greet(chat) {
  if (chat.isGreeted) return;
  const devices = await client.getCrypto().getUserDeviceInfo([chat.user], true);
  if (!devices.get(chat.user)?.size || chat.isGreeted) return;
  chat.isGreeted = true;
  for (const line of chat.lines) await client.sendTextMessage(chat.room, line);
}

const greetAll = () => Promise.all(rooms.map(greet));
client.on(CryptoEvent.DevicesUpdated, greetAll);
client.on(RoomEvent.Timeline, (event, room) => {
  const chat = rooms.find((chat) => chat.room === room?.roomId);
  if (!chat || chat.isAnswered || event.getSender() !== chat.user || event.getTs() < begun) return;
  chat.isAnswered = true;
  void client.sendTextMessage(chat.room, answer);
});
await greetAll();
