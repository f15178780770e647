// The sequencer alone, as a process that a case can kill: DATABASE_URL and JALON_HOME say where.
import { pino } from "pino";
import { readConfig } from "../../src/platform/config.ts";
import { surviveLostConnections } from "../../src/platform/start/lost-connections.ts";
import { runSequencer } from "../../src/rooms/sequencer/run.job.ts";

const log = pino({ level: process.env.JALON_TEST_LOG ?? "silent" });
surviveLostConnections(log);
runSequencer({ config: readConfig(), log });
process.send?.("ready");
