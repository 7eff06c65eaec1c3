import asyncio, logging
from datetime import timedelta
from bot.jobs import *
from bot.errors import *
from bot.seen import *
from bot.storage import *
from bot.people import *
from bot.conversation import *
from bot.support_requests.model import *
from bot.time_outs.model import TimeOut
from bot.adverse_events.model import *
from bot.check_ins.model import *
from bot.follow_ups.model import Cadence
from bot.reports.model import Counter
from tests.world import *
from tests.bot.support_requests.hospital import *
from tests.bot.follow_ups.story import first_note, DAY, HOUR, report
M=timedelta(minutes=1)
KINDS=(Job,Seen,ShownCard,Care,Report,AdverseEvent,SupportRequest,TimeOut,NoteWishes,LastFirstNote,Cadence,Counter)
async def dump(w,label,*,kinds=KINDS):
    print("##",label)
    async with w.storage.reading() as work:
        for k in kinds:
            rows=await work.of(k).find()
            if k is Job: rows=[r for r in rows if not r.key.startswith("sweep")]
            print(k.__name__,len(rows))
        for s in await work.of(ShownCard).find():
            print("   shown",s.screen,s.recipient.split(":")[0], s.at, await work.vault.open(s.reference,"address"))
        st=w.storage.state.sealed
        staff=set(w.people.values())
        print("   sealed",{k:list(v.items()) for k,v in st.items() if k not in staff})

async def test_break_traces():
    w=await World.make()
    f=await w.command("sam","/support break"); await w.submit("sam",f,minutes="10"); await w.settle()
    g=await w.press_in("fay","time_out.cover"); await w.submit("fay",g); await w.settle()
    await w.press_in("fay","time_out.handed_over"); await w.press_in("sam","time_out.handed_over"); await w.settle()
    await w.pass_time(11*M); await w.press_in("sam","time_out.back"); 
    await dump(w,"right after back, before worker"); await w.settle()
    await dump(w,"after worker"); await w.pass_time(15*M); await dump(w,"15 min")
async def test_request_done():
    w=await World.make(); r=await ask_for_peer(w); await take(w,"pat",r); await press(w,"pat","request.done",r)
    await dump(w,"done"); await w.pass_time(7*DAY+HOUR); await dump(w,"7d1h"); await w.pass_time(DAY); await dump(w,"8d1h")
async def test_request_withdrawn():
    w=await World.make(); r=await ask_for_peer(w); await press(w,"sam","request.withdraw",r)
    await w.settle(); await dump(w,"withdrawn")
async def test_silent():
    w=await World.make(); await first_note(w,"sam"); await w.pass_time(5*DAY); await dump(w,"silent 5d"); await w.pass_time(56*DAY); await dump(w,"61d")
async def test_later_60():
    w=await World.make(); c=await first_note(w,"sam"); await w.press_in("sam","check_in.later"); 
    await w.pass_time(50*DAY); await dump(w,"50d"); 
async def test_no_thanks_while_talk():
    w=await World.make(); c=await first_note(w,"sam")
    await w.press("sam","check_in.peer",c); await w.settle()
    await w.press("sam","check_in.no_thanks",c); await w.settle(); await dump(w,"no thanks with open talk")
    print([text_of(x)[:80] for x in w.sees("sam").messages.values()])
async def test_open_forever():
    w=await World.make(); r=await ask_for_peer(w); await w.pass_time(70*DAY); await dump(w,"open 70d",kinds=(Job,SupportRequest,ShownCard,Care))
async def test_forget_reporter():
    w=await World.make(); c=await first_note(w,"sam"); await w.press("lena","privacy.forget"); await w.settle(); await dump(w,"reporter forgot")
