import { expect, test } from "vitest";
import { onlyHere } from "./reach";

test("an address of the machine itself reaches nobody else", () => {
  for (const host of ["127.0.0.1:8000", "127.1.2.3", "localhost:8000", "a.localhost", "[::1]:8000"]) expect(onlyHere(`http://${host}/lab/x`), host).toBe(true);
});

test("an address in the network reaches others", () => {
  for (const host of ["192.168.1.27:8000", "lectures.example", "127.example", "localhost.example", "[2001:db8::1]"]) expect(onlyHere(`http://${host}/`), host).toBe(false);
});
