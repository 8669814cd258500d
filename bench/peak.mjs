// Loaded into a process and, through its environment, into its children: each notes the most memory that it ever had.
import { appendFileSync } from 'node:fs';

process.on('exit', () => appendFileSync(process.env.PEAK_FILE, `${process.resourceUsage().maxRSS}\n`));
