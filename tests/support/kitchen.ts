// The scene of most tests of faults: somebody in a room of theirs, with the proxy before the server.
import { expect } from "@playwright/test";

import type { Shell } from "../pages/shell";
import type { FaultProxy } from "./fault-proxy";
import type { Person } from "./homeserver";

type People = (name: string) => Promise<Person>;
type SignIn = (person: Person, homeserver: string) => Promise<Shell>;

/** Somebody in a room of theirs, with the proxy before the server. */
export async function inKitchen(person: People, signIn: SignIn, faults: FaultProxy) {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.say(id, "said before");
  const shell = await signIn(alice, faults.url);
  const room = await shell.open("Kitchen");
  await expect(room.message("said before")).toBeVisible();
  return { alice, id, shell, room };
}

/** The texts that the server has, in order: those among its newest events. */
export async function texts(person: Person, room: string, nEvents = 100): Promise<string[]> {
  const events = (await person.newest(room, nEvents)).reverse();
  return events.flatMap(({ type, content }) => (type === "m.room.message" ? [(content as { body: string }).body] : []));
}
